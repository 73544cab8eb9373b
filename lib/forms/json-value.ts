import { text } from "./messages";

const JSON_KILOBYTES = 100;
/** Far from where recursion would hurt whoever reads it. */
const LEVELS = 100;

/** True for text that Postgres can keep and UTF-8 can carry. */
export const isStorable = (value: string) => value.isWellFormed() && !value.includes("\u0000");

/** Why a value can't be kept as JSON, under the field's label; null when it can. */
export function jsonProblem(label: string, root: unknown): string | null {
  const open = [{ value: root, depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, depth } = next;
    if (depth > LEVELS) return text.tooDeep(label, LEVELS);
    if (typeof value === "string" && !isStorable(value)) return text.unusable(label);
    if (!isJsonPart(value)) return text.wrongType(label, "JSON");
    if (typeof value !== "object" || value === null) continue;
    for (const [key, child] of Object.entries(value)) {
      if (key === "__proto__" || !isStorable(key)) return text.unusableKey(label);
      open.push({ value: child, depth: depth + 1 });
    }
  }
  const bytes = new TextEncoder().encode(JSON.stringify(root)).length;
  return bytes > JSON_KILOBYTES * 1000 ? text.tooBig(label, JSON_KILOBYTES) : null;
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
