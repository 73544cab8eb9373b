import type { BranchStep } from "@/lib/engine/program";
import { EngineError } from "@/lib/engine/types";
import type { StepRule } from "./rule";

export const branch: StepRule<BranchStep> = {
  enter(_, step, progress) {
    progress.openVisit(step, "completed");
    const choice = step.choose(progress.context());
    const target = Object.hasOwn(step.targets, choice) ? step.targets[choice] : undefined;
    if (target === undefined) {
      throw new EngineError("no_such_target", `${step.name} chose "${choice}", which is not one of its targets.`);
    }
    progress.closeVisit("completed", { output: choice });
    return target;
  },
};
