/** Events that mean the same whatever the version, for a run whose version nobody at hand knows. */
import { stepAt } from "./advance";
import { walk } from "./fail";
import { runCanceled } from "./on-control";
import { goOn, recordDecision, stillOpen, waitForOthers } from "./on-review";
import { keepSignal } from "./on-signal";
import type { Program } from "./program";
import { type Progress, SYSTEM } from "./progress";
import type { EngineEvent, EventOf, Snapshot } from "./types";

type UniversalEvent = EventOf<"run.canceled" | "review.decided" | "signal.received">;

/** True for what can be taken note of without the program: an answer and a signal are held, a cancel is a cancel. */
export function needsNoProgram(event: EngineEvent): event is UniversalEvent {
  return event.type === "run.canceled" || event.type === "review.decided" || event.type === "signal.received";
}

export function applyWithoutProgram(progress: Progress, event: UniversalEvent): void {
  switch (event.type) {
    case "run.canceled":
      return runCanceled(progress, event);
    case "review.decided":
      return holdAnswer(progress, event);
    case "signal.received":
      return holdSignal(progress, event);
  }
}

/** The review is closed, the answer counts, and the run moves when its version is known again. */
function holdAnswer(progress: Progress, event: EventOf<"review.decided">): void {
  const { id } = recordDecision(progress, event);
  const { run } = progress.change;
  run.held = [...(run.held ?? []), id];
  const left = stillOpen(progress);
  waitForOthers(progress, left);
  // People have done their part: the wait must not be given up while it waits for a process.
  if (left.length === 0) run.expiresAt = null;
}

function holdSignal(progress: Progress, event: EventOf<"signal.received">): void {
  const { run } = progress.change;
  keepSignal(progress, event);
  if (run.status === "waiting") run.held ??= [];
}

/** True when what was held has to be taken up before this event can be judged. */
export function isBehind({ run, raceLost }: Snapshot, { type }: EngineEvent): boolean {
  if (run.held === null || raceLost) return false;
  return type === "review.decided" || type === "review.rescheduled" || type === "time.passed";
}

/** What was held moves the run on, as if it came now; decisions keep the time at which they were made. */
export function runResumed(program: Program, progress: Progress): void {
  const { version, held } = progress.change.run;
  progress.record("run.resumed", SYSTEM, { version, answers: held?.length ?? 0 });
  takeUp(program, progress);
}

function takeUp(program: Program, progress: Progress): void {
  const { run } = progress.change;
  const { heldAnswers = [] } = progress.before;
  run.held = null;
  const step = stepAt(program, run.stepIndex);
  if (step.kind !== "signal") {
    if (heldAnswers.length > 0) goOn(program, progress, "decided", heldAnswers);
    return;
  }
  const kept = progress.takeSignal(step.signal);
  if (!kept) return;
  progress.closeVisit("completed", { output: kept.data });
  walk(program, progress, step.next);
}
