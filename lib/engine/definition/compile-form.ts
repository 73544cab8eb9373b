import type { ReviewPlan } from "@/lib/engine/program";
import type { FormDefinition } from "@/lib/engine/steps/form";
import type { Context } from "@/lib/engine/types";
import type { ActionSpec, FieldSpec, FormSpec, RuleSpec } from "@/lib/forms/spec";
import { compileFields, type FieldDefinitions } from "./field-definitions";

const TITLE_LENGTH = 140;

export interface ActionDefinition extends Omit<ActionSpec, "name" | "requires"> {
  requires?: readonly string[];
  /** The step this button leads to; by default the next one. */
  to?: string;
}

/** A form as its author writes it, of a step or of a question in code. */
export interface FormParts {
  fields: FieldDefinitions;
  actions: Record<string, ActionDefinition>;
  /** The field whose text becomes a comment of the run. */
  comment?: string;
  /** "If this, then that is needed", checked after the fields. */
  rules?: RuleSpec[];
}

/** What the step opens, computed when it is entered. */
export function reviewsOf(step: FormDefinition): (context: Context) => ReviewPlan[] {
  const spec = formSpec(step);
  return (context) => {
    const { deadline, each } = step;
    const common: ReviewPlan = {
      key: step.name,
      title: oneLine(resolved(step.reviewTitle, context) ?? step.title ?? step.name),
      description: resolved(step.description, context) ?? "",
      assignee: resolved(step.assignee, context) ?? null,
      ...(step.people ? { people: step.people } : {}),
      ...(step.visibility ? { visibility: step.visibility } : {}),
      form: adjusted(step, spec, context),
      dueAfterMs: deadline ? (resolved(deadline.afterMs, context) ?? null) : null,
    };
    if (!each) return [common];
    return each(context).map(({ title, ...plan }) => ({ ...common, ...plan, title: oneLine(title ?? common.title) }));
  };
}

export function formSpec(step: FormParts): FormSpec {
  return {
    fields: compileFields(step.fields),
    actions: Object.entries(step.actions).map(([name, { label, requires, tone }]) => ({
      name,
      label,
      requires: [...(requires ?? [])],
      ...(tone ? { tone } : {}),
    })),
    ...(step.comment ? { commentField: step.comment } : {}),
    ...(step.rules ? { rules: step.rules } : {}),
  };
}

function adjusted({ computed }: FormDefinition, spec: FormSpec, context: Context): FormSpec {
  if (!computed) return spec;
  const overrides = computed(context);
  return { ...spec, fields: spec.fields.map((field): FieldSpec => ({ ...field, ...overrides[field.name] })) };
}

function resolved<T>(value: T | ((context: Context) => T) | undefined, context: Context): T | undefined {
  return typeof value === "function" ? (value as (context: Context) => T)(context) : value;
}

/** A title of a review. */
export function oneLine(title: string): string {
  const line = title.trim().split(/\s+/).join(" ");
  return line.length <= TITLE_LENGTH ? line : `${line.slice(0, TITLE_LENGTH - 1).trimEnd()}…`;
}
