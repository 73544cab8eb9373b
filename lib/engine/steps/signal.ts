import type { SignalStep } from "@/lib/engine/program";
import { SYSTEM } from "@/lib/engine/progress";
import type { StepRule } from "./rule";

export const signal: StepRule<SignalStep> = {
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
