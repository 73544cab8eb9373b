import { isGiven } from "./blank";
import type { ActionSpec, FieldError, FieldSpec, RuleSpec } from "./spec";
import { holds } from "./visibility";

/** What the rules for this button have against values that are fine one by one. Hidden fields are not asked for. */
export function brokenRules(
  rules: RuleSpec[] | undefined,
  action: ActionSpec | undefined,
  visible: FieldSpec[],
  values: Readonly<Record<string, unknown>>,
): FieldError[] {
  return (rules ?? []).flatMap(({ action: only, when, require: needed, message }) => {
    if ((only !== undefined && only !== action?.name) || !holds(when, visible, values)) return [];
    if (!needed) return [{ field: when.field, message }];
    return visible
      .filter((field) => needed.includes(field.name) && !isGiven(field, values[field.name]))
      .map(({ name }) => ({ field: name, message }));
  });
}
