import type { Program } from "./program";
import type { Progress } from "./progress";
import { kindOf, type Step } from "./steps";
import { EngineError } from "./types";

/** More pure steps than this without a wait is a loop its author did not mean. */
const MAX_PURE_STEPS = 1_000;

/** Walks through every pure step from `index` up to the next wait, effect or end. */
export function advance(program: Program, progress: Progress, index: number): void {
  let next: number | null = index;
  for (let steps = 0; next !== null; steps++) {
    if (steps === MAX_PURE_STEPS) {
      throw new EngineError("endless_loop", `${MAX_PURE_STEPS} steps in a row without a wait or an effect.`);
    }
    const step = stepAt(program, next);
    next = kindOf(step).enter(program, step, progress);
  }
}

export function stepAt(program: Program, index: number | null): Step {
  const step = index === null ? undefined : program.steps[index];
  if (!step) throw new EngineError("no_such_step", `${program.workflow} ${program.version} has no step ${index}.`);
  return step;
}
