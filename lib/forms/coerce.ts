import { isBlankText } from "@/lib/text/hidden";
import { isBlank } from "./blank";
import { readJsonText } from "./json-value";
import { readNumber } from "./read-number";
import type { FieldError, FieldOption, FieldSpec } from "./spec";

const YES = ["true", "yes", "y", "on", "1"];
const NO = ["false", "no", "n", "off", "0"];
const WITHOUT_OFFSET = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(:\d{2}(?:\.\d+)?)?$/;

/** What a form makes of values; `errors` are about text that can't be read, where the form can't tell. */
export interface Coerced {
  values: Record<string, unknown>;
  errors: FieldError[];
}

type Refuse = (message: string, inside?: string) => void;

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
  switch (field.type) {
    case "text":
    case "textarea":
      return typeof value === "number" || typeof value === "boolean" ? String(value) : value;
    case "email":
    case "url":
    case "date":
      return trimmed(value);
    case "datetime":
      return inUtcWithoutOffset(trimmed(value));
    case "number":
    case "rating":
      return typeof value === "string" ? (readNumber(value) ?? value) : value;
    case "checkbox":
      return toBoolean(value);
    case "select":
    case "radio":
      return toChoice(field.options, value);
    case "multiselect":
      return toChoices(field.options, value);
    case "list":
      return toGroups(field, value, refuse);
    case "json":
      return fromJson(field, value, refuse);
    default:
      return value;
  }
}

const isEmptyText = (value: unknown) => typeof value === "string" && isBlankText(value);

const trimmed = (value: unknown) => (typeof value === "string" ? value.trim() : value);

/** HTML's `datetime-local` knows no offset, and leaves out seconds of zero. */
function inUtcWithoutOffset(value: unknown): unknown {
  const [, day, time, seconds = ":00"] = (typeof value === "string" && WITHOUT_OFFSET.exec(value)) || [];
  return day === undefined ? value : `${day}T${time}${seconds}Z`;
}

function toBoolean(value: unknown): unknown {
  if (typeof value !== "string" && typeof value !== "number") return value;
  const word = String(value).trim().toLowerCase();
  if (YES.includes(word)) return true;
  return NO.includes(word) ? false : value;
}

/** By value, else by value or label without regard to case, where that means one choice. */
function toChoice(options: FieldOption[] = [], given: unknown): unknown {
  const value = typeof given === "number" || typeof given === "boolean" ? String(given) : given;
  if (typeof value !== "string" || options.some((option) => option.value === value)) return value;
  const wanted = value.trim().toLowerCase();
  const meant = options.filter((option) => [option.value, option.label].some((one) => one.toLowerCase() === wanted));
  return meant.length === 1 && meant[0] ? meant[0].value : value;
}

/** A list, a JSON list as text, one choice, or several with commas or line ends between them. */
function toChoices(options: FieldOption[] = [], value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => toChoice(options, one));
  if (typeof value !== "string") return value;
  const one = toChoice(options, value);
  if (options.some((option) => option.value === one)) return [one];
  const list = readJsonText("", value);
  const parts =
    "value" in list && Array.isArray(list.value) ? list.value : value.split(/[,\n]/).map((part) => part.trim());
  return parts.filter((part) => part !== "").map((part) => toChoice(options, part));
}

function toGroups(field: FieldSpec, value: unknown, refuse: Refuse): unknown {
  const groups = fromJson(field, value, refuse);
  if (!Array.isArray(groups)) return groups;
  return groups.map((group, place) => {
    if (!isRecord(group)) return group;
    const { values, errors } = coerceValues(field.fields ?? [], group);
    for (const { field: name, message } of errors) refuse(message, `.${place}.${name}`);
    return values;
  });
}

/** Text would be a value of its own, so what is no JSON is refused here. */
function fromJson({ label }: FieldSpec, value: unknown, refuse: Refuse): unknown {
  if (typeof value !== "string") return value;
  const read = readJsonText(label, value);
  if ("value" in read) return read.value;
  refuse(read.problem);
  return value;
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
