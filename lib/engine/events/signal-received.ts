import { walk } from "@/lib/engine/fail";
import { statusIs } from "@/lib/engine/ignored";
import type { Progress } from "@/lib/engine/progress";
import type { Actor, Json } from "@/lib/engine/types";
import type { EventRule } from "./rule";

export interface SignalReceived {
  type: "signal.received";
  id: string;
  name: string;
  data: Json;
  by: Actor;
}

/** A signal ends the wait for it; one that comes before its wait is kept, in order. */
export const signalReceived: EventRule<SignalReceived> = {
  outdated: ({ run: { status } }) => (status === "completed" || status === "canceled" ? statusIs(status) : null),
  apply(program, progress, event) {
    const { change, before } = progress;
    const { run } = change;
    const step = run.stepIndex === null ? undefined : program.steps[run.stepIndex];
    // Those that were held came first.
    const awaited = run.status === "waiting" && step?.kind === "signal" && step.signal === event.name;
    if (!awaited || before.run.held !== null) return keepSignal(progress, event);
    change.signals.push({ ...recordSignal(progress, event), takenBySeq: run.seq });
    progress.closeVisit("completed", { output: event.data });
    walk(program, progress, step.next);
  },
  applyWithoutProgram(progress, event) {
    const { run } = progress.change;
    keepSignal(progress, event);
    if (run.status === "waiting") run.held ??= [];
  },
};

function keepSignal(progress: Progress, event: SignalReceived): void {
  progress.change.signals.push({ ...recordSignal(progress, event), takenBySeq: null });
  progress.change.run.signalsKept += 1;
}

function recordSignal(progress: Progress, { id, name, data, by }: SignalReceived) {
  progress.record("signal.received", by, { id, name });
  return { id, name, data, by, eventSeq: progress.change.run.eventSeq };
}
