import { kindOf } from "./kinds";
import type { FieldSpec } from "./spec";
import { parseValues } from "./to-zod";

type Limit = number | string | undefined;

/** True where no value lies between a field's smallest and its largest; a required one is never empty. */
export function isCrossed(field: FieldSpec): boolean {
  const { integer, min, max, maxLength, maxItems } = field;
  const least = field.required ? 1 : 0;
  const [low, high] = kindOf(field).holds === "moment" ? [momentOf(min), momentOf(max)] : [min, max];
  return (
    (integer ? isAbove(ceil(low), floor(high)) : isAbove(low, high)) ||
    isAbove(Math.max(field.minLength ?? 0, least), maxLength) ||
    isAbove(Math.max(field.minItems ?? 0, least), maxItems)
  );
}

/** True where a field of this type takes it as a value, as its limits have to be. */
export const isLimit = ({ type }: FieldSpec, limit: unknown): boolean =>
  parseValues({ fields: [{ name: "it", label: "It", type, required: true }] }, undefined, { it: limit }).ok;

const isAbove = (low: Limit, high: Limit) => low !== undefined && high !== undefined && low > high;
const momentOf = (limit: Limit) => (limit === undefined ? undefined : Date.parse(`${limit}`));
const ceil = (limit: Limit) => (typeof limit === "number" ? Math.ceil(limit) : limit);
const floor = (limit: Limit) => (typeof limit === "number" ? Math.floor(limit) : limit);
