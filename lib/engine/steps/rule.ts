import type { Program, Step } from "@/lib/engine/program";
import type { Progress } from "@/lib/engine/progress";

/** One kind of step: what happens when a run comes to it. */
export interface StepRule<S extends Step> {
  /** Opens its visit; answers where to go on, or null when the run stops here for now. */
  enter(program: Program, step: S, progress: Progress): number | null;
}
