import { isBlankText } from "@/lib/text/hidden";
import { isBlank } from "./blank";
import { kindOf } from "./kinds";
import { isRecord } from "./kinds/described";
import type { Refuse } from "./kinds/kind";
import type { FieldError, FieldSpec } from "./spec";

/** What a form makes of values; `errors` are about text that can't be read, where the form can't tell. */
export interface Coerced {
  values: Record<string, unknown>;
  errors: FieldError[];
}

/**
 * Values as loose callers send them (HTML inputs, terminals, chats), turned into what each field takes. What is
 * blank counts as not given. What can't be turned stays as it came, so that the form says what it should have been.
 */
export function coerceValues(fields: FieldSpec[], values: Record<string, unknown>): Coerced {
  const known = new Map(fields.map((field) => [field.name, field]));
  const errors: FieldError[] = [];
  const entries = Object.entries(values).flatMap(([name, value]) => {
    const field = known.get(name);
    if (!field) return isEmptyText(value) ? [] : [[name, value]];
    const refuse: Refuse = (message, inside = "") => errors.push({ field: `${name}${inside}`, message });
    return isBlank(field, value) ? [] : [[name, coerceValue(field, value, refuse)]];
  });
  return { values: Object.fromEntries(entries), errors };
}

/** One value that is not blank. */
function coerceValue(field: FieldSpec, value: unknown, refuse: Refuse): unknown {
  const { loose } = kindOf(field);
  if (!loose) return value;
  return loose(field, value, refuse, (group, place) => {
    if (!isRecord(group)) return group;
    const { values, errors } = coerceValues(field.fields ?? [], group);
    for (const { field: name, message } of errors) refuse(message, `.${place}.${name}`);
    return values;
  });
}

const isEmptyText = (value: unknown) => typeof value === "string" && isBlankText(value);
