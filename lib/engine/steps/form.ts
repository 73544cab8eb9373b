import { openReviews } from "@/lib/engine/open-reviews";
import type { FormStep } from "@/lib/engine/program";
import type { StepRule } from "./rule";

export const form: StepRule<FormStep> = {
  enter(program, step, progress) {
    progress.openVisit(step, "waiting");
    return openReviews(program, step, progress);
  },
};
