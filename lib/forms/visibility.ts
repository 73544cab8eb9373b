import { isGiven } from "./blank";
import type { Condition, FieldSpec } from "./spec";

/** Whether a condition holds for the values so far. A value of several choices equals each of them. */
export function holds(condition: Condition, fields: FieldSpec[], values: Readonly<Record<string, unknown>>): boolean {
  const field = fields.find(({ name }) => name === condition.field);
  if (!field) return false;
  const value = Object.hasOwn(values, field.name) ? values[field.name] : undefined;
  if ("notEmpty" in condition) return isGiven(field, value);
  const wanted: unknown[] = "in" in condition ? condition.in : [condition.equals];
  return Array.isArray(value) ? value.some((one) => wanted.includes(one)) : wanted.includes(value);
}

/**
 * The fields to show, in their order. A condition sees only fields before its own, and a hidden field as one
 * without a value, so what hides a field hides what depends on it.
 */
export function visibleFields(fields: FieldSpec[], values: Readonly<Record<string, unknown>>): FieldSpec[] {
  if (!fields.some(({ visibleWhen }) => visibleWhen)) return fields;
  const visible: FieldSpec[] = [];
  for (const field of fields) {
    if (!field.visibleWhen || holds(field.visibleWhen, visible, values)) visible.push(field);
  }
  return visible;
}
