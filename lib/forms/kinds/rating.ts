import type { FieldSpec } from "@/lib/forms/spec";
import { isCountTo } from "./described";
import type { FieldKind } from "./kind";
import { number } from "./number";

const USUAL = 5;
/** More than that many marks are asked for as a number. */
const MOST_READ = 10;

/** How many marks a rating has. */
export const marksOf = ({ max }: FieldSpec) => (typeof max === "number" ? max : USUAL);

export const rating: FieldKind = {
  holds: "number",
  hinted: true,
  schema: (field, ...more) => number.schema({ ...field, integer: true, min: 1, max: marksOf(field) }, ...more),
  jsonSchema: (field) => ({ type: "integer", minimum: 1, maximum: marksOf(field) }),
  read(described) {
    const { min = 1, max = USUAL } = number.read?.(described) ?? { min: 0 };
    if (min !== 1) return null;
    if (max === USUAL) return {};
    return isCountTo(max, MOST_READ) && max > 1 ? { max } : null;
  },
  loose: number.loose,
  fromText: number.fromText,
  check({ max }, at, report) {
    if (max !== undefined && !(Number.isInteger(max) && Number(max) > 1))
      report(`${at}: a rating goes from 1 to its max, a whole number of 2 or more.`);
  },
};
