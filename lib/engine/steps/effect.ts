import type { EffectStep } from "@/lib/engine/program";
import { SYSTEM } from "@/lib/engine/progress";
import type { StepRule } from "./rule";

/** `prompt`, `http`, `code`, `agent` and `agents`: something to do outside, due at once. */
export const effect: StepRule<EffectStep> = {
  enter(_, step, progress) {
    const { change } = progress;
    progress.openVisit(step, "running");
    change.run.status = "running";
    change.lease = { kind: "due", afterMs: 0 };
    progress.record("step.started", SYSTEM, progress.visit(step));
    return null;
  },
};
