import { startBranches } from "@/lib/engine/branches";
import type { JoinStep } from "@/lib/engine/program";
import type { StepRule } from "./rule";

/** `each`, `parallel`, `race` and `workflow`: child runs, and a wait for them. */
export const join: StepRule<JoinStep> = {
  enter(_, step, progress) {
    progress.openVisit(step, "waiting");
    return startBranches(step, progress);
  },
};
