import { walk } from "@/lib/engine/fail";
import { statusIs } from "@/lib/engine/ignored";
import type { Progress } from "@/lib/engine/progress";
import { type Actor, EngineError, type Json } from "@/lib/engine/types";
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

/** A run has no room for a signal that it does not wait for. */
export const NO_ROOM = "no_room";

/** Whoever reads a run reads what it keeps, too. Characters as JSON. */
const [MOST_KEPT, LONGEST_KEPT] = [100, 1_000_000];

function keepSignal(progress: Progress, event: SignalReceived): void {
  const kept = progress.before.keptSignals;
  const length = [event, ...kept].reduce((sum, { data }) => sum + JSON.stringify(data).length, 0);
  if (kept.length >= MOST_KEPT || (kept.length > 0 && length > LONGEST_KEPT)) {
    const count = kept.length === 1 ? "1 signal" : `${kept.length} signals`;
    throw new EngineError(NO_ROOM, `it keeps ${count} until it waits for them, and has no room for more`);
  }
  progress.change.signals.push({ ...recordSignal(progress, event), takenBySeq: null });
  progress.change.run.signalsKept += 1;
}

function recordSignal(progress: Progress, { id, name, data, by }: SignalReceived) {
  progress.record("signal.received", by, { id, name });
  return { id, name, data, by, eventSeq: progress.change.run.eventSeq };
}
