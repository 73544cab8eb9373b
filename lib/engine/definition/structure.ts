import { kindOf } from "@/lib/engine/steps";
import type { WorkflowDefinition } from "./definition";
import { fieldTypes } from "./field-definitions";

/**
 * What makes a workflow this workflow: names, order, kinds, targets, fields, rules and actions. Plain JSON.
 * A hash of it pins paused runs: what is added later may only appear where it is used.
 */
export function structureOf(definition: WorkflowDefinition): object {
  return {
    name: definition.name,
    ...(definition.visibility ? { visibility: definition.visibility } : {}),
    input: fieldTypes(definition.input),
    steps: definition.steps.map((step) => ({
      name: step.name,
      kind: step.kind,
      ...kindOf(step).shape(step, structureOf),
    })),
  };
}
