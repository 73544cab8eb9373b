import { text as words } from "@/lib/forms/messages";
import type { FieldError } from "@/lib/forms/spec";
import { MOST_LEVELS } from "@/lib/json/depth";
import type { LostPart } from "@/lib/json/read-json";
import { isStorable } from "@/lib/text/is-storable";

/** Of one object. */
const MOST_KEYS = 10_000;
const LONGEST_KEY = 1_000;
/** Of one body, however they lie: what comes after looks at each of them again. */
const MOST_VALUES = 100_000;

/**
 * What JSON can say but we can't keep, at most ten findings: characters Postgres refuses (NUL) or UTF-8
 * can't carry (half of a surrogate pair), in strings and in keys; keys that would reach an object's
 * prototype; nesting beyond `MOST_LEVELS`; too many values. Does not recurse, and writes down the place of what it finds
 * only.
 */
export function unsafeParts(root: unknown): FieldError[] {
  const errors: FieldError[] = [];
  let values = 0;
  const open: Part[] = [{ value: root, key: "", up: null, depth: 0 }];
  for (let part = open.pop(); part && errors.length < 10; part = open.pop()) {
    const report = (found: string) => {
      const path = pathOf(part);
      errors.push({ field: path, message: `${path || "The body"} ${found}` });
    };
    const { value, depth } = part;
    const keys = typeof value === "object" && value !== null ? Object.keys(value) : [];
    const found = unsafe(value, keys.length, depth);
    if (found) {
      report(found);
      continue;
    }
    values += keys.length;
    if (values > MOST_VALUES) return [tooMany];
    for (const key of keys) {
      const child = (value as Record<string, unknown>)[key];
      if (!isPlainKey(key)) report(`has a key that can't be used: ${printable(key)}.`);
      // Most of a large body are numbers and short texts: they are looked at here, without a place of their own.
      else if (!isPlain(child)) open.push({ value: child, key, up: part, depth: depth + 1 });
    }
  }
  return errors.slice(0, 10);
}

interface Part {
  value: unknown;
  /** In the part that it is a part of. */
  key: string;
  up: Part | null;
  depth: number;
}

function pathOf(part: Part): string {
  const keys: string[] = [];
  for (let at = part; at.up; at = at.up) keys.unshift(at.key);
  return keys.join(".");
}

/** What a body would not keep as it was written, each with what to do. */
export const lostParts = (lost: LostPart[]): FieldError[] =>
  lost.map((part) => ({ field: part.path, message: words.lost(part.path || "The body", part) }));

/** `input.prompt` is the field `prompt` of a form, as in every other refusal of it. */
export const asTheFormNamesIt = ({ field, message }: FieldError): FieldError => ({
  field: field.replace(/^(?:input|values)\.([^.]+).*$/s, "$1"),
  message,
});

const tooMany: FieldError = { field: "", message: `The body has more than ${MOST_VALUES} values.` };

const isPlain = (value: unknown) =>
  typeof value === "string" ? isStorable(value) : typeof value !== "object" || value === null;

const isPlainKey = (key: string) => isStorable(key) && key !== "__proto__" && key.length <= LONGEST_KEY;

function unsafe(value: unknown, keys: number, depth: number): string | null {
  if (typeof value === "string" && !isStorable(value))
    return "contains a character that can't be stored (NUL or half of a pair).";
  if (keys > MOST_KEYS && !Array.isArray(value)) return `has more than ${MOST_KEYS} keys.`;
  if (typeof value === "object" && depth > MOST_LEVELS) return `is nested more than ${MOST_LEVELS} levels deep.`;
  return null;
}

const printable = (key: string) => JSON.stringify(key.slice(0, 50).toWellFormed());
