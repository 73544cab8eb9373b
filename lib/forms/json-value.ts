import { MOST_LEVELS } from "@/lib/json/depth";
import { readJson } from "@/lib/json/read-json";
import { isStorable } from "@/lib/text/is-storable";
import { expected, text as words } from "./messages";
import type { FieldSpec, FormValue } from "./spec";

const JSON_KILOBYTES = 100;
const MOST_BYTES = JSON_KILOBYTES * 1000;

/** The value of a JSON text as somebody typed or sent it, or why it can't be taken; `notJson` in a place's own words. */
export function readJsonText(
  label: string,
  text: string,
  notJson = words.wrongType(label, expected.json),
): { value: unknown } | { problem: string } {
  try {
    const { value, lost } = readJson(text);
    const [first] = lost;
    if (!first) return { value };
    return { problem: words.lost(first.path === "" ? label : `${label}: ${first.path}`, first) };
  } catch {
    return { problem: notJson };
  }
}

/** The same where only a value counts. */
export function parsedJson(text: string): FormValue | undefined {
  const read = readJsonText("", text);
  return "value" in read ? (read.value as FormValue) : undefined;
}

/** JSON as loose callers send it. Text would be a value of its own, so what is no JSON is refused here. */
export function looseJson({ label }: FieldSpec, value: unknown, refuse: (message: string) => void): unknown {
  if (typeof value !== "string") return value;
  const read = readJsonText(label, value);
  if ("value" in read) return read.value;
  refuse(read.problem);
  return value;
}

/** Why a value can't be kept as JSON, under the field's label; null when it can. Looks no further than it may be long. */
export function jsonProblem(label: string, root: unknown): string | null {
  const open = [{ value: root, depth: 0 }];
  let atLeast = 0;
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, depth } = next;
    atLeast += fewestBytes(value);
    if (atLeast > MOST_BYTES) return words.tooBig(label, JSON_KILOBYTES);
    if (depth > MOST_LEVELS) return words.tooDeep(label, MOST_LEVELS);
    if (typeof value === "string" && !isStorable(value)) return words.unusable(label);
    if (!isJsonPart(value)) return words.wrongType(label, "JSON");
    if (typeof value !== "object" || value === null) continue;
    const keys = Object.keys(value);
    // What has not been looked at yet takes at least a byte each.
    if (atLeast + open.length + keys.length > MOST_BYTES) return words.tooBig(label, JSON_KILOBYTES);
    for (const key of keys) {
      const child = (value as Record<string, unknown>)[key];
      if (key === "__proto__" || !isStorable(key)) return words.unusableKey(label);
      open.push({ value: child, depth: depth + 1 });
    }
  }
  const bytes = new TextEncoder().encode(JSON.stringify(root)).length;
  return bytes > MOST_BYTES ? words.tooBig(label, JSON_KILOBYTES) : null;
}

/** What a value surely takes as JSON, without its parts. */
function fewestBytes(value: unknown): number {
  if (typeof value === "string") return value.length + 2;
  if (typeof value !== "object" || value === null) return 1;
  // Brackets and commas, and of an object `"":` too.
  return Array.isArray(value) ? value.length + 1 : 4 * Object.keys(value).length + 1;
}

function isJsonPart(value: unknown): boolean {
  if (value === null || typeof value === "string" || typeof value === "boolean") return true;
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value !== "object") return false;
  const prototype = Object.getPrototypeOf(value);
  return Array.isArray(value) || prototype === Object.prototype || prototype === null;
}

/** The database knows no -0, so a value that is compared with a stored one must not have it either. */
export function withoutNegativeZero<T>(value: T): T {
  return typeof value === "number" || (typeof value === "object" && value !== null)
    ? JSON.parse(JSON.stringify(value))
    : value;
}
