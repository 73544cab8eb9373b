import { kindOf } from "./kinds";
import type { FieldSpec } from "./spec";

type Replace = (value: unknown, at: string) => unknown;

/** Values with each value of a file field replaced, also in the groups of lists. `at` is the field as errors name it. */
export function mapFiles(fields: FieldSpec[], values: unknown, replace: Replace, prefix = ""): unknown {
  if (typeof values !== "object" || values === null || Array.isArray(values)) return values;
  const replaced = fields.flatMap((field) => {
    if (!Object.hasOwn(values, field.name)) return [];
    const value: unknown = Reflect.get(values, field.name);
    const at = `${prefix}${field.name}`;
    const { holds } = kindOf(field);
    if (holds === "file") return [[field.name, replace(value, at)]];
    if (holds !== "groups" || !Array.isArray(value)) return [];
    return [[field.name, value.map((group, place) => mapFiles(field.fields ?? [], group, replace, `${at}.${place}.`))]];
  });
  return replaced.length > 0 ? { ...values, ...Object.fromEntries(replaced) } : values;
}
