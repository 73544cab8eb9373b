import type { StepDefinition } from "@/lib/engine/steps";
import { branchesOf } from "./branches";
import type { WorkflowDefinition } from "./definition";

/** What is wrong with who may see what, each with its cure. Only `outer` says who sees the runs of its branches. */
export function checkVisibility(
  { visibility, steps }: Pick<WorkflowDefinition, "visibility" | "steps">,
  outer: WorkflowDefinition["visibility"],
  at: (step: string | null, message: string) => void,
): void {
  if (!isKnown(visibility)) at(null, CURE);
  for (const step of steps) {
    if ("visibility" in step && !isKnown(step.visibility)) at(step.name, CURE);
    const hides = outer !== undefined ? [] : privateBranches(step);
    for (const branch of hides)
      at(
        step.name,
        `only participants see "${branch}", and its runs are part of this one; give this one visibility: "participants", too.`,
      );
  }
}

const CURE = 'visibility can only be "participants"; leave it out for everybody of the workspace.';

const isKnown = (visibility: unknown) => visibility === undefined || visibility === "participants";

function privateBranches(step: StepDefinition): string[] {
  if (!("branches" in step)) return [];
  return Object.values(branchesOf(step)).flatMap((inner) => (inner?.visibility === undefined ? [] : [inner.name]));
}
