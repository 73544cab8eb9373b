import type { ActionSpec, FieldError, FieldSpec, FormSpec, FormValues, Scalar } from "@/lib/forms/spec";
import { parseValues } from "@/lib/forms/to-zod";

/** What the controls hold: text, or for a checkbox whether it is ticked. */
export type RawValues = Record<string, string | boolean>;

export function initialValues(fields: FieldSpec[]): RawValues {
  return Object.fromEntries(fields.map((field) => [field.name, initialValue(field)]));
}

function initialValue({ type, default: value }: FieldSpec): string | boolean {
  if (type === "checkbox") return value === true;
  return value === undefined ? "" : String(value);
}

/**
 * What to send. An empty control is left out; where the field has a default it is sent as empty text,
 * since a key that is absent would take the default and somebody who empties a field means it.
 */
export function toValues(fields: FieldSpec[], raw: RawValues): FormValues {
  const values: FormValues = {};
  for (const field of fields) {
    const value = raw[field.name];
    if (value === undefined) continue;
    const empty = typeof value === "string" && value.trim() === "";
    if (!empty) values[field.name] = typed(field, value);
    else if (field.default !== undefined) values[field.name] = "";
  }
  return values;
}

/** Text that is no number stays text, so that the form says what is wrong with it. */
function typed({ type }: FieldSpec, value: string | boolean): Scalar {
  if (type !== "number" || typeof value !== "string") return value;
  const number = Number(value.trim().replace(",", "."));
  return Number.isFinite(number) ? number : value;
}

/** Checks what the controls hold for one button, with the schema the server uses. */
export function checkValues(
  form: Pick<FormSpec, "fields">,
  action: ActionSpec | undefined,
  raw: RawValues,
): { values: FormValues; errors: FieldError[] } {
  const values = toValues(form.fields, raw);
  const parsed = parseValues(form, action, values);
  return { values, errors: parsed.ok ? [] : parsed.errors };
}

/** Whether somebody has typed or chosen anything. */
export const isTouched = (fields: FieldSpec[], raw: RawValues) =>
  fields.some((field) => raw[field.name] !== undefined && raw[field.name] !== initialValue(field));

/** What was typed, for people to copy: each field by its label, a single one as it is. */
export function asText(fields: FieldSpec[], raw: RawValues): string {
  const given = fields.filter((field) => isTouched([field], raw));
  const only = given.length === 1 ? given[0] : undefined;
  if (only && typeof raw[only.name] === "string") return String(raw[only.name]);
  return given.map((field) => `${field.label}: ${shownValue(field, raw[field.name] ?? "")}`).join("\n\n");
}

/** A value as people read it: the label of a choice, yes or no. */
export function shownValue(field: FieldSpec | undefined, value: Scalar): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  return field?.options?.find((option) => option.value === value)?.label ?? String(value);
}
