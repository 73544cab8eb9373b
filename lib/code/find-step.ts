import { branchesOf } from "@/lib/engine/definition/branches";
import type { WorkflowDefinition } from "@/lib/engine/definition/definition";
import type { CodeDefinition } from "@/lib/engine/steps/code";

/** The code step of a workflow, or of a branch in it (`outer/step/branch`); null when there is none. */
export function findCodeStep(definition: WorkflowDefinition, workflow: string, step: string): CodeDefinition | null {
  if (workflow === definition.name) {
    const found = definition.steps.find(({ name }) => name === step);
    return found?.kind === "code" ? found : null;
  }
  if (!workflow.startsWith(`${definition.name}/`)) return null;
  const [join, branch, ...rest] = workflow.slice(definition.name.length + 1).split("/");
  const outer = definition.steps.find(({ name }) => name === join);
  const inner = outer && "branches" in outer ? branchesOf(outer)[branch ?? ""] : undefined;
  return inner ? findCodeStep(inner, [inner.name, ...rest].join("/"), step) : null;
}
