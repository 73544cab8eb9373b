import { walk } from "./fail";
import type { Program } from "./program";
import type { Progress } from "./progress";
import type { EventOf } from "./types";

/** A signal ends the wait for it; one that comes before its wait is kept, in order. */
export function signalReceived(program: Program, progress: Progress, event: EventOf<"signal.received">): void {
  const { change } = progress;
  const { run } = change;
  const { id, name, data, by } = event;
  const step = run.stepIndex === null ? undefined : program.steps[run.stepIndex];
  progress.record("signal.received", by, { id, name });
  const signal = { id, name, data, by, eventSeq: run.eventSeq };
  if (run.status === "waiting" && step?.kind === "signal" && step.signal === name) {
    change.signals.push({ ...signal, takenBySeq: run.seq });
    progress.closeVisit("completed", { output: data });
    return walk(program, progress, step.next);
  }
  change.signals.push({ ...signal, takenBySeq: null });
  run.signalsKept += 1;
}
