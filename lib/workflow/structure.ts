import type { FieldSpec, RuleSpec } from "@/lib/forms/spec";
import type { StepDefinition, WorkflowDefinition } from "./definition";
import type { FieldDefinitions } from "./fields";

/**
 * What makes a workflow this workflow: names, order, kinds, targets, fields, rules and actions. Plain JSON.
 * A hash of it pins paused runs: what is added later may only appear where it is used.
 */
export function structureOf(definition: WorkflowDefinition): object {
  return {
    name: definition.name,
    input: fieldTypes(definition.input),
    steps: definition.steps.map((step) => ({ name: step.name, kind: step.kind, ...shapeOf(step) })),
  };
}

function shapeOf(step: StepDefinition) {
  switch (step.kind) {
    case "prompt":
      return {
        assistant: step.assistant,
        draft: step.draft ?? false,
        next: step.next,
        onError: step.onError,
        ...(step.schema ? { schema: step.schema } : {}),
      };
    case "http":
    case "code":
    case "agent":
    case "agents":
      return { draft: step.draft ?? false, next: step.next, onError: step.onError };
    case "form":
      return {
        fields: fieldTypes(step.fields),
        actions: Object.entries(step.actions).map(([name, { to }]) => ({ name, to })),
        comment: step.comment,
        draft: step.draft ?? false,
        ...(step.each ? { each: true, next: step.next } : {}),
        ...(step.rules ? { rules: step.rules.map(ruleShape) } : {}),
        ...(step.people ? { people: { ...step.people } } : {}),
        ...(step.deadline ? { deadline: { action: step.deadline.action, to: step.deadline.to } } : {}),
      };
    case "each":
    case "parallel":
    case "race":
    case "workflow": {
      const branches = Object.entries(step.branches).map(([name, branch]) => ({ name, ...structureOf(branch) }));
      const combine = step.combine && { combine: structureOf(step.combine.run) };
      return { branches, first: step.first, next: step.next, onError: step.onError, ...combine };
    }
    case "signal":
      return { signal: step.signal, next: step.next };
    case "timer":
      return { next: step.next };
    case "set":
      return { ...(step.draft ? { draft: true } : {}), next: step.next };
    case "branch":
      return { targets: step.targets };
    case "end":
      return {};
  }
}

function fieldTypes(fields: FieldDefinitions) {
  return Object.entries(fields).map(([name, { spec }]) => ({ name, ...fieldShape(spec) }));
}

function fieldShape({ type, fields }: Pick<FieldSpec, "type" | "fields">): object {
  return { type, ...(fields ? { fields: fields.map((one) => ({ name: one.name, ...fieldShape(one) })) } : {}) };
}

/** Without its message, which is only text; in an order of its own, so that moving a line changes nothing. */
function ruleShape({ action, when, require }: RuleSpec) {
  return { action, when, require };
}
