import type { EndStep } from "@/lib/engine/program";
import { SYSTEM } from "@/lib/engine/progress";
import type { StepRule } from "./rule";

export const end: StepRule<EndStep> = {
  enter(_, step, progress) {
    const { run } = progress.change;
    progress.openVisit(step, "completed");
    progress.closeVisit("completed", { output: step.output(progress.context()) });
    run.output = run.data[step.name] ?? null;
    progress.end("completed");
    progress.record("run.completed", SYSTEM, { step: step.name });
    return null;
  },
};
