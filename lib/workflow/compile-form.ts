import type { FormStep, OnDeadline, ReviewPlan } from "@/lib/engine/program";
import type { Context } from "@/lib/engine/types";
import type { FieldSpec, FormSpec } from "@/lib/forms/spec";
import type { FormDefinition } from "./definition";
import { compileFields } from "./fields";

const TITLE_LENGTH = 140;

type Resolve = (name: string | undefined, otherwise: number) => number;

export function compileForm(
  step: FormDefinition,
  index: number,
  resolve: Resolve,
): Omit<FormStep, "index" | "name" | "title"> {
  const actions = Object.entries(step.actions).map(([name, action]) => [name, resolve(action.to, index + 1)] as const);
  return {
    kind: "form",
    showsDraft: step.draft ?? false,
    reviews: reviewsOf(step),
    single: step.each === undefined,
    targets: Object.fromEntries(actions),
    next: resolve(step.next, index + 1),
    onDeadline: onDeadline(step, resolve),
  };
}

function onDeadline({ deadline }: FormDefinition, resolve: Resolve): OnDeadline | null {
  if (deadline?.action !== undefined) return { action: deadline.action };
  return deadline?.to === undefined ? null : { target: resolve(deadline.to, 0) };
}

/** What the step opens, computed when it is entered. */
function reviewsOf(step: FormDefinition): (context: Context) => ReviewPlan[] {
  const spec = formSpec(step);
  return (context) => {
    const { deadline, each } = step;
    const common: ReviewPlan = {
      key: step.name,
      title: oneLine(resolved(step.reviewTitle, context) ?? step.title ?? step.name),
      description: resolved(step.description, context) ?? "",
      assignee: resolved(step.assignee, context) ?? null,
      ...(step.people ? { people: step.people } : {}),
      form: adjusted(step, spec, context),
      dueAfterMs: deadline ? (resolved(deadline.afterMs, context) ?? null) : null,
    };
    if (!each) return [common];
    return each(context).map(({ title, ...plan }) => ({ ...common, ...plan, title: oneLine(title ?? common.title) }));
  };
}

export function formSpec(step: Pick<FormDefinition, "fields" | "actions" | "comment" | "rules">): FormSpec {
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
