import type { FormSpec } from "@/lib/forms/spec";

/** What people read but what decides nothing about which answers fit. */
const TEXTS = new Set(["label", "help", "placeholder", "patternMessage", "message", "content", "tone", "default"]);

/** True when what fits one form fits the other, and means the same: an answer half given to one can go on in the other. */
export function sameForm(one: FormSpec, other: FormSpec): boolean {
  return JSON.stringify(canonical(one)) === JSON.stringify(canonical(other));
}

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([key, inner]) => inner !== undefined && !TEXTS.has(key));
  return Object.fromEntries(
    entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, canonical(inner)]),
  );
}
