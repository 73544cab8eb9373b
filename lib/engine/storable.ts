import type { Json } from "./types";

/** JSON as Postgres can keep it: without NUL characters and halves of surrogate pairs, which are replaced. */
export function storable<T extends Json | undefined>(value: T): T {
  if (typeof value === "string") return value.toWellFormed().replaceAll("\u0000", "\uFFFD") as T;
  if (Array.isArray(value)) return value.map(storable) as T;
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [storable(key), storable(inner)])) as T;
}
