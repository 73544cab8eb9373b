import { isBlankText } from "@/lib/text/hidden";
import { kindOf } from "./kinds";
import type { FieldSpec } from "./spec";

/** What counts as not given: nothing, text of which nothing is seen, no choice at all, no group at all. */
export function isBlank(field: FieldSpec, value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === "string") return isBlankText(value);
  return Array.isArray(value) && value.length === 0 && kindOf(field).holds !== "json";
}

/** Given, and for a checkbox ticked: as `required` means it. */
export function isGiven(field: FieldSpec, value: unknown): boolean {
  return kindOf(field).holds === "boolean" ? value === true : !isBlank(field, value);
}
