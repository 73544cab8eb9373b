import { HoldpointError } from "@/lib/errors";
import type { RunView } from "@/lib/views/views";
import type { Principal } from "@/lib/words/people";
import { isBlocked } from "./blocked";
import type { Ports } from "./ports";
import { presentRun } from "./present";
import { readOwnRun } from "./read-run";
import type { RunSnapshot } from "./records";

/** Announcements may be lost; then this is how late a waiter notices, in milliseconds. */
const LOOK_AGAIN_MS = 1_000;

/**
 * The run once it waits for a person, has ended or can't go on, or as it is when the time is up. Throws
 * `unauthenticated` when the caller is out before that, and `forbidden` when their rights have changed.
 */
export async function waitForRun(
  ports: Ports,
  by: Principal,
  runId: string,
  { timeoutMs, signal }: { timeoutMs: number; signal?: AbortSignal },
): Promise<RunView> {
  const deadline = performance.now() + timeoutMs;
  let wake = () => {};
  let changed = false;
  const stay = ports.watchCaller(by);
  const over = AbortSignal.any(signal ? [signal, stay.signal] : [stay.signal]);
  const stopListening = ports.listenToRun(runId, () => {
    changed = true;
    wake();
  });
  try {
    for (;;) {
      changed = false;
      const snapshot = await readOwnRun(ports, by, runId);
      if (stay.signal.aborted) throw noLonger(stay.signal.reason);
      const left = deadline - performance.now();
      if (isSettled(snapshot) || left <= 0 || signal?.aborted) return presentRun(by, snapshot);
      if (await isBlocked(ports, snapshot.run)) return presentRun(by, snapshot);
      if (!changed) await pause(Math.min(left, LOOK_AGAIN_MS), (resolve) => (wake = resolve), over);
    }
  } finally {
    stopListening();
    stay.leave();
  }
}

function noLonger(reason: unknown): HoldpointError {
  if (reason === "changed")
    return new HoldpointError("forbidden", "Your rights have changed while this waited. Please ask again.");
  return new HoldpointError("unauthenticated", "Your token or session ended while this waited.");
}

/** A run that waits for a timer, a signal or branches at work goes on without a person. */
function isSettled({ run, openReviews, branchReviews }: RunSnapshot): boolean {
  if (run.status === "waiting") return openReviews.length + branchReviews.length > 0;
  return run.status !== "running";
}

function pause(ms: number, onWaker: (resolve: () => void) => void, over: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      over.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    over.addEventListener("abort", done);
    onWaker(done);
  });
}
