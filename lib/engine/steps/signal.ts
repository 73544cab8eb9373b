import { z } from "zod";
import type { StepBase } from "@/lib/engine/program";
import { SYSTEM } from "@/lib/engine/progress";
import { config, target } from "./config";
import type { StepCommon, StepKind } from "./kind";

export interface SignalDefinition extends StepCommon {
  kind: "signal";
  signal: string;
  next?: string;
}

export interface SignalStep extends StepBase {
  kind: "signal";
  next: number;
  signal: string;
}

/** Waits for a signal of that name; one that came before is taken at once. */
export const signal: StepKind<SignalDefinition, SignalStep> = {
  word: "signal",
  icon: "radio",
  config: config({ signal: z.string().min(1, "name the signal it waits for."), next: target }),
  ways: ({ next }) => [{ to: next, on: "next" }],
  shape: ({ signal, next }) => ({ signal, next }),
  compile: ({ signal, next }, resolve) => ({ signal, next: resolve(next) }),
  view: ({ signal }) => ({ signal }),
  enter(program, step, progress) {
    progress.openVisit(step, "waiting");
    const kept = progress.takeSignal(step.signal);
    if (kept) {
      progress.closeVisit("completed", { output: kept.data });
      return step.next;
    }
    progress.wait(null, program.expireAfterMs);
    progress.record("signal.awaited", SYSTEM, { ...progress.visit(step), signal: step.signal });
    return null;
  },
};
