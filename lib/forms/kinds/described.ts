import type { JsonSchema } from "@/lib/forms/json-schema";
import type { FieldOption, FieldSpec } from "@/lib/forms/spec";

/** The value of a keyword where it fits; it then counts as kept. */
export type Keep = <T>(keyword: string, fits: (value: unknown) => value is T) => T | undefined;

/** A property of somebody's JSON Schema, as kinds of fields look at it. */
export interface Described {
  schema: JsonSchema;
  required: boolean;
  /** What JSON calls its type; `choice` where the texts that it takes are listed. */
  readonly type: string | undefined;
  /** Those texts. */
  options(): FieldOption[] | null;
  keep: Keep;
  /** Its pattern, as fields have them. */
  pattern(): string | undefined;
  /** Whether groups of fields may still be inside of it. */
  mayNest: boolean;
  /** The fields of a group; null where nobody could fill it in. */
  group(items: unknown): FieldSpec[] | null;
}

export const readFrom =
  (schema: JsonSchema): Keep =>
  (keyword, fits) => {
    const value = schema[keyword];
    return fits(value) ? value : undefined;
  };

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
export const isText = (value: unknown): value is string => typeof value === "string";
export const isNumber = (value: unknown): value is number => typeof value === "number";
export const isTrue = (value: unknown): value is true => value === true;
export const isCountTo = (value: unknown, most: number): value is number =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) <= most;

/** What is nested too deep to be written down is like nothing of ours. */
export function isSame<T>(one: unknown, other: T): one is T {
  try {
    return JSON.stringify(one) === JSON.stringify(other);
  } catch {
    return false;
  }
}
