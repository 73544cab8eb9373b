import type { JoinCommon } from "@/lib/engine/steps/join";
import type { WorkflowDefinition } from "./definition";

/** Every workflow that a step starts, by name of its branch. */
export const branchesOf = ({
  branches,
  combine,
}: Pick<JoinCommon, "branches" | "combine">): Record<string, WorkflowDefinition> =>
  combine ? { ...branches, combine: combine.run } : branches;

/** `outer/step/branch`; the thread of a code step finds the branch by it. */
export const innerName = (workflow: string, step: string, branch: string) => `${workflow}/${step}/${branch}`;

/** The workflow that people started, of its own name or of a branch's. */
export const outerName = (workflow: string): string => workflow.split("/", 1)[0] ?? workflow;
