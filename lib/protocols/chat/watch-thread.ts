import { holdpoint } from "@/lib/app";
import type { ThreadNow } from "@/lib/contract/requests";
import { Bell } from "@/lib/http/bell";
import { hasEnded } from "@/lib/protocols/requests";
import { isUnavailable } from "@/lib/unavailable";
import { asksOf } from "@/lib/views/run";
import type { Principal } from "@/lib/words/people";
import { chatAnswer } from "./chat-answer";
import { noteSeen } from "./say";

/** At most this often, in milliseconds, however fast things happen. */
const PACE_MS = 50;
/** Announcements may be lost; then this is how late it notices, by how the turn stands. */
const LOOK_AGAIN_MS = { running: 1_000, waiting: 5_000, ended: 15_000 };

/**
 * Sends each state of a thread once, as it comes about, until told to stop. It waits for each to be taken, so who
 * reads slowly gets fewer states and always the newest. Rejects when the thread is not found (any more).
 */
export async function watchThread(
  by: Principal,
  threadId: string,
  send: (thread: ThreadNow) => Promise<void>,
  stop: AbortSignal,
): Promise<void> {
  const bell = new Bell(stop);
  const ears = listening(bell.ring);
  let sent = "";
  try {
    while (!stop.aborted) {
      const thread = await unlessAway(() => holdpoint().operations.getThread(by, threadId));
      if (thread && ears.turnTo(thread)) continue;
      if (thread && sent !== stateKey(thread)) {
        // Before it is sent: the answer may be quicker than our next statement.
        await unlessAway(() => noteSeen(by, thread));
        if (stop.aborted) return;
        await send(thread);
        sent = stateKey(thread);
      }
      await bell.rest(PACE_MS);
      await bell.wait(LOOK_AGAIN_MS[stateOf(thread)]);
    }
  } finally {
    ears.stop();
  }
}

function stateOf(thread: ThreadNow | null): keyof typeof LOOK_AGAIN_MS {
  if (!thread) return "running";
  if (hasEnded(thread.run.status)) return "ended";
  return asksOf(thread.run).length > 0 ? "waiting" : "running";
}

/** The same words may be said twice: about another turn or another question they are another state. */
const stateKey = (thread: ThreadNow) => JSON.stringify([thread.run.id, asksOf(thread.run)[0]?.id, chatAnswer(thread)]);

/** Listens to the thread and to the run of its last turn. */
function listening(ring: () => void) {
  const { live } = holdpoint();
  let to = "";
  let stops: (() => void)[] = [];
  const stop = () => {
    for (const one of stops) one();
  };
  return {
    stop,
    /** True when it listens to something new: then what was read before may be old. */
    turnTo({ feedId, run }: ThreadNow): boolean {
      const wanted = `${feedId} ${run.id}`;
      if (wanted === to) return false;
      stop();
      to = wanted;
      stops = [...new Set([feedId, run.id])].map((id) => live.onRun(id, ring));
      return true;
    },
  };
}

async function unlessAway<T>(ask: () => Promise<T>): Promise<T | null> {
  try {
    return await ask();
  } catch (error) {
    if (!isUnavailable(error)) throw error;
    return null;
  }
}
