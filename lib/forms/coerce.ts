import { isBlank } from "./blank";
import type { FieldOption, FieldSpec } from "./spec";

const YES = ["true", "yes", "y", "on", "1"];
const NO = ["false", "no", "n", "off", "0"];
const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d{1,3})?$/i;
const WITHOUT_OFFSET = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(:\d{2}(?:\.\d+)?)?$/;

/**
 * Values as loose callers send them (HTML inputs, terminals, chats), turned into what each field takes. What is
 * blank counts as not given. What can't be turned stays as it came, so that the form says what it should have been.
 */
export function coerceValues(fields: FieldSpec[], values: Record<string, unknown>): Record<string, unknown> {
  const known = new Map(fields.map((field) => [field.name, field]));
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => {
      const field = known.get(name);
      if (!field) return isEmptyText(value) ? [] : [[name, value]];
      return isBlank(field, value) ? [] : [[name, coerceValue(field, value)]];
    }),
  );
}

/** One value that is not blank. */
export function coerceValue(field: FieldSpec, value: unknown): unknown {
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
      return toNumber(trimmed(value));
    case "checkbox":
      return toBoolean(value);
    case "select":
    case "radio":
      return toChoice(field.options, value);
    case "multiselect":
      return toChoices(field.options, value);
    case "list":
      return toGroups(field.fields ?? [], value);
    case "json":
      return typeof value === "string" ? parsed(value) : value;
    default:
      return value;
  }
}

const isEmptyText = (value: unknown) => typeof value === "string" && value.trim() === "";

const trimmed = (value: unknown) => (typeof value === "string" ? value.trim() : value);

/** HTML's `datetime-local` knows no offset, and leaves out seconds of zero. */
function inUtcWithoutOffset(value: unknown): unknown {
  const [, day, time, seconds = ":00"] = (typeof value === "string" && WITHOUT_OFFSET.exec(value)) || [];
  return day === undefined ? value : `${day}T${time}${seconds}Z`;
}

function toNumber(value: unknown): unknown {
  if (typeof value !== "string" || !NUMBER.test(value)) return value;
  const number = Number(value);
  return Number.isFinite(number) ? number : value;
}

function toBoolean(value: unknown): unknown {
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
  const list = parsed(value);
  const parts = Array.isArray(list) ? list : value.split(/[,\n]/).map((part) => part.trim());
  return parts.filter((part) => part !== "").map((part) => toChoice(options, part));
}

function toGroups(fields: FieldSpec[], value: unknown): unknown {
  const groups = typeof value === "string" ? parsed(value) : value;
  if (!Array.isArray(groups)) return groups;
  return groups.map((group) => (isRecord(group) ? coerceValues(fields, group) : group));
}

/** Text that is not JSON stays text. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
