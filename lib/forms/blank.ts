import { isBlankText } from "@/lib/text/hidden";
import type { FieldSpec } from "./spec";

/** What counts as not given: nothing, text of which nothing is seen, no choice at all, no group at all. */
export function isBlank({ type }: FieldSpec, value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === "string") return isBlankText(value);
  return Array.isArray(value) && value.length === 0 && type !== "json";
}

/** Given, and for a checkbox ticked: as `required` means it. */
export function isGiven(field: FieldSpec, value: unknown): boolean {
  return field.type === "checkbox" ? value === true : !isBlank(field, value);
}
