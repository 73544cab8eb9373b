import { inWords, isFileValue } from "@/lib/forms/file-value";
import { parsedJson } from "@/lib/forms/json-value";
import { kindOf, takesValue } from "@/lib/forms/kinds";
import type { FieldSpec, FormValue, FormValues } from "@/lib/forms/spec";
import { plainDigits } from "@/lib/json/exact-number";
import { isBlankText } from "@/lib/text/hidden";

/**
 * What the controls hold: text, or for a checkbox whether it is ticked. Choices, JSON and lists of groups, which hold
 * the same again, are JSON text. A time is as it was given until somebody changes it, then local.
 */
export type RawValues = Record<string, string | boolean>;

export function initialValues(fields: FieldSpec[]): RawValues {
  return Object.fromEntries(fields.map((field) => [field.name, initialValue(field)]));
}

const initialValue = (field: FieldSpec) => rawOf(field, field.default);

/** A value as its control holds it; `toValues` makes the same value of it again. */
function rawOf(field: FieldSpec, value: FormValue | undefined): string | boolean {
  const { holds, toText } = kindOf(field);
  if (holds === "boolean") return value === true;
  if (value === undefined || value === null) return "";
  if (toText) return toText(value);
  if (typeof value === "number") return plainDigits(value);
  if (typeof value !== "object") return String(value);
  const isGroups = holds === "groups" && Array.isArray(value);
  return JSON.stringify(isGroups ? value.map((group) => rawGroup(field.fields ?? [], group)) : value);
}

function rawGroup(fields: FieldSpec[], group: FormValue): RawValues {
  const values = typeof group === "object" && group !== null && !Array.isArray(group) ? group : {};
  const given = fields.filter(({ name }) => Object.hasOwn(values, name));
  return Object.fromEntries(given.map((field) => [field.name, rawOf(field, values[field.name])]));
}

/** The text a control begins with. */
export const initialText = (field: FieldSpec) => String(initialValue(field)) || undefined;

/**
 * What to send. What nobody touched is sent as it was given. An empty control is left out; where the field has a
 * default it is sent as empty text, since a key that is absent would take the default and somebody who empties a
 * field means it.
 */
export function toValues(fields: FieldSpec[], raw: RawValues): FormValues {
  const values: FormValues = {};
  for (const field of fields) {
    const value = raw[field.name];
    if (value === undefined || !takesValue(field)) continue;
    const empty = typeof value === "string" && isBlankText(value);
    if (field.default !== undefined && value === initialValue(field)) values[field.name] = field.default;
    else if (!empty) values[field.name] = typed(field, value);
    else if (field.default !== undefined) values[field.name] = "";
  }
  return values;
}

/** Text that is no number, time, choice or list stays text, so that the form says what is wrong with it. */
function typed(field: FieldSpec, value: string | boolean): FormValue {
  if (typeof value !== "string") return value;
  const { holds, fromText } = kindOf(field);
  if (holds !== "groups") return fromText?.(value) ?? value;
  return parsedJson(value) === undefined ? value : groupsOf(value).map((group) => toValues(field.fields ?? [], group));
}

/** The choices, or the groups of a list, that a control's text stands for. */
export function chosenOf(raw: unknown): string[] {
  const chosen = parsedJson(String(raw ?? ""));
  return Array.isArray(chosen) ? chosen.filter((one) => typeof one === "string") : [];
}

export function groupsOf(raw: unknown): RawValues[] {
  const groups = parsedJson(String(raw ?? ""));
  if (!Array.isArray(groups)) return [];
  return groups.flatMap((one) =>
    typeof one === "object" && one !== null && !Array.isArray(one) ? [rawParts(one)] : [],
  );
}

/** The text is from storage, where anything may stand. */
function rawParts(group: { [key: string]: FormValue }): RawValues {
  const raw = (value: FormValue) => (typeof value === "object" ? JSON.stringify(value) : String(value));
  return Object.fromEntries(
    Object.entries(group).map(([name, value]) => [name, typeof value === "boolean" ? value : raw(value)]),
  );
}

/** Whether somebody has typed or chosen anything. */
export const isTouched = (fields: FieldSpec[], raw: RawValues) =>
  fields.some((field) => raw[field.name] !== undefined && raw[field.name] !== initialValue(field));

/** What was typed, for people to copy: each field by its label, a single one as it is. */
export function asText(fields: FieldSpec[], raw: RawValues): string {
  const given = fields.filter((field) => isTouched([field], raw));
  const only = given.length === 1 ? given[0] : undefined;
  if (only && typeof raw[only.name] === "string") return String(raw[only.name]);
  return given.map((field) => `${field.label}: ${shownValue(field, typed(field, raw[field.name] ?? ""))}`).join("\n\n");
}

/** A value as people read it: the label of a choice, yes or no, each group of a list in lines of its own. */
export function shownValue(field: FieldSpec | undefined, value: FormValue): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value !== "object") return field?.options?.find((one) => one.value === value)?.label ?? String(value);
  if (isFileValue(value)) return `${value.name} (${inWords(value.size)})`;
  if (field && kindOf(field).holds === "groups" && Array.isArray(value))
    return value.map((group) => shownGroup(field, group)).join("\n\n");
  const plain = Array.isArray(value) && value.every((one) => typeof one !== "object");
  return plain ? value.map((one) => shownValue(field, one)).join(", ") : JSON.stringify(value, null, 2);
}

function shownGroup({ fields = [] }: FieldSpec, group: FormValue): string {
  if (typeof group !== "object" || group === null || Array.isArray(group)) return JSON.stringify(group);
  const given = fields.flatMap((field) => {
    const value = group[field.name];
    return value === undefined ? [] : [`${field.label}: ${shownValue(field, value)}`];
  });
  return given.join("\n");
}
