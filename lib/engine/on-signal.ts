import { walk } from "./fail";
import type { Program } from "./program";
import type { Progress } from "./progress";
import type { EventOf } from "./types";

/** A signal ends the wait for it; one that comes before its wait is kept, in order. */
export function signalReceived(program: Program, progress: Progress, event: EventOf<"signal.received">): void {
  const { change, before } = progress;
  const { run } = change;
  const step = run.stepIndex === null ? undefined : program.steps[run.stepIndex];
  // Those that were held came first.
  const awaited = run.status === "waiting" && step?.kind === "signal" && step.signal === event.name;
  if (!awaited || before.run.held !== null) return keepSignal(progress, event);
  change.signals.push({ ...recordSignal(progress, event), takenBySeq: run.seq });
  progress.closeVisit("completed", { output: event.data });
  walk(program, progress, step.next);
}

export function keepSignal(progress: Progress, event: EventOf<"signal.received">): void {
  progress.change.signals.push({ ...recordSignal(progress, event), takenBySeq: null });
  progress.change.run.signalsKept += 1;
}

function recordSignal(progress: Progress, { id, name, data, by }: EventOf<"signal.received">) {
  progress.record("signal.received", by, { id, name });
  return { id, name, data, by, eventSeq: progress.change.run.eventSeq };
}
