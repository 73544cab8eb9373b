import { inWords, isFileValue } from "@/lib/forms/file-value";
import { expected, text } from "@/lib/forms/messages";
import type { ActionSpec, FieldError, FieldSpec, FormFields, FormValue, FormValues } from "@/lib/forms/spec";
import { parseValues } from "@/lib/forms/to-zod";
import { visibleFields } from "@/lib/forms/visibility";
import { files } from "@/lib/messages/files";
import { pendingName } from "./file-text";

/** What the controls hold: text, or for a checkbox whether it is ticked. Choices, lists and JSON are JSON text. */
export type RawValues = Record<string, string | boolean>;

export function initialValues(fields: FieldSpec[]): RawValues {
  return Object.fromEntries(fields.map((field) => [field.name, initialValue(field)]));
}

function initialValue({ type, default: value }: FieldSpec): string | boolean {
  if (type === "checkbox") return value === true;
  if (value === undefined || value === null) return "";
  if (type === "datetime") return localTime(String(value));
  return typeof value === "object" ? JSON.stringify(value, null, type === "json" ? 2 : 0) : String(value);
}

/** The text a control begins with. */
export const initialText = (field: FieldSpec) => String(initialValue(field)) || undefined;

/**
 * What to send. An empty control is left out; where the field has a default it is sent as empty text,
 * since a key that is absent would take the default and somebody who empties a field means it.
 */
export function toValues(fields: FieldSpec[], raw: RawValues): FormValues {
  const values: FormValues = {};
  for (const field of fields) {
    const value = raw[field.name];
    if (value === undefined || field.type === "markdown") continue;
    const empty = typeof value === "string" && value.trim() === "";
    if (!empty) values[field.name] = typed(field, value);
    else if (field.default !== undefined) values[field.name] = "";
  }
  return values;
}

/** Text that is no number, choice or list stays text, so that the form says what is wrong with it. */
function typed({ type, fields = [] }: FieldSpec, value: string | boolean): FormValue {
  if (typeof value !== "string") return value;
  if (type === "datetime") return momentOf(value);
  if (type === "list" && parsedJson(value)) return groupsOf(value).map((group) => toValues(fields, group));
  if (type === "number" || type === "rating") {
    const number = Number(value.trim().replace(",", "."));
    return Number.isFinite(number) ? number : value;
  }
  return isJsonText(type) ? (parsedJson(value)?.value ?? value) : value;
}

/** A control for times knows the person's own zone only; what is kept has its offset. */
function momentOf(local: string): string {
  const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/.test(local) ? new Date(local) : null;
  return moment && !Number.isNaN(moment.getTime()) ? moment.toISOString() : local;
}

function localTime(iso: string): string {
  const moment = new Date(iso);
  if (Number.isNaN(moment.getTime())) return iso;
  return new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** The choices, or the groups of a list, that a control's text stands for. */
export function chosenOf(raw: unknown): string[] {
  const chosen = parsedJson(String(raw ?? ""))?.value;
  return Array.isArray(chosen) ? chosen.filter((one) => typeof one === "string") : [];
}

export function groupsOf(raw: unknown): RawValues[] {
  const groups = parsedJson(String(raw ?? ""))?.value;
  if (!Array.isArray(groups)) return [];
  return groups.flatMap((one) =>
    typeof one === "object" && one !== null && !Array.isArray(one) ? [rawGroup(one)] : [],
  );
}

/** Defaults of a list are values; what its controls hold is text. */
function rawGroup(group: { [key: string]: FormValue }): RawValues {
  const raw = (value: FormValue) => (typeof value === "object" ? JSON.stringify(value) : String(value));
  return Object.fromEntries(
    Object.entries(group).map(([name, value]) => [name, typeof value === "boolean" ? value : raw(value)]),
  );
}

const isJsonText = (type: FieldSpec["type"]) =>
  type === "json" || type === "list" || type === "multiselect" || type === "file";

function parsedJson(raw: string): { value: FormValue } | null {
  try {
    return { value: JSON.parse(raw) };
  } catch {
    return null;
  }
}

/** Text is JSON too, once it is in quotes: what was typed into a JSON field must not become a text by mistake. */
function unreadableJson(fields: FieldSpec[], raw: RawValues): FieldError[] {
  return fields
    .filter(({ type, name }) => type === "json" && String(raw[name] ?? "").trim() && !parsedJson(String(raw[name])))
    .map(({ name, label }) => ({ field: name, message: text.wrongType(label, expected.json) }));
}

function notUploaded(fields: FieldSpec[], raw: RawValues): FieldError[] {
  return fields.flatMap((field) => {
    const name = field.type === "file" ? pendingName(raw[field.name]) : null;
    return name === null ? [] : [{ field: field.name, message: files.pending(name) }];
  });
}

/** Checks what the controls hold for one button, with the schema the server uses. */
export function checkValues(
  form: FormFields,
  action: ActionSpec | undefined,
  raw: RawValues,
): { values: FormValues; errors: FieldError[] } {
  const values = toValues(form.fields, raw);
  const visible = visibleFields(form.fields, values);
  const unreadable = [...unreadableJson(visible, raw), ...notUploaded(visible, raw)];
  const parsed = parseValues(form, action, values);
  return { values, errors: [...unreadable, ...(parsed.ok ? [] : parsed.errors)] };
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
  if (field?.type === "list" && Array.isArray(value))
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
