import { MOST_MARKS } from "./field-schema";
import { FILE_BYTES_MAX } from "./file-value";
import type { FieldSpec, FieldType } from "./spec";
import { dateSchema, datetimeSchema } from "./time-schema";

type Bound = "min" | "max" | "minLength" | "maxLength" | "minItems" | "maxItems" | "maxBytes";

/** Bounds that no value fits, alone or together, and what is wrong with them. */
export interface BoundProblem {
  bounds: Bound[];
  message: string;
}

/** More than anybody would write, or add one by one. */
const [MOST_NEEDED_LENGTH, MOST_NEEDED_GROUPS] = [10_000, 100];

/** The bounds that a type looks at. */
const pairs: Partial<Record<FieldType, [Bound, Bound] | [Bound]>> = {
  number: ["min", "max"],
  rating: ["max"],
  date: ["min", "max"],
  datetime: ["min", "max"],
  text: ["minLength", "maxLength"],
  textarea: ["minLength", "maxLength"],
  email: ["minLength", "maxLength"],
  url: ["minLength", "maxLength"],
  multiselect: ["minItems", "maxItems"],
  list: ["minItems", "maxItems"],
  file: ["maxBytes"],
};

/** What keeps every value from fitting a field; nothing where some value fits its bounds. */
export function boundProblems(field: FieldSpec): BoundProblem[] {
  const bounds = (pairs[field.type] ?? []).filter((bound) => field[bound] !== undefined);
  const alone = bounds.flatMap((bound) => {
    const message = problemOf(field, bound, field[bound]);
    return message === null ? [] : [{ bounds: [bound], message }];
  });
  if (alone.length > 0) return alone;
  const [low, high] = bounds;
  if (low === undefined || high === undefined || !isCrossed(field, field[low], field[high])) return [];
  return [{ bounds: [low, high], message: `between its ${low} and its ${high} nothing could fit.` }];
}

function problemOf(field: FieldSpec, bound: Bound, value: unknown): string | null {
  switch (bound) {
    case "min":
    case "max":
      return limitProblem(field, bound, value);
    case "minLength":
      return countProblem(bound, value, 0, MOST_NEEDED_LENGTH);
    case "maxLength":
      return countProblem(bound, value, SHORTEST[field.type] ?? 1);
    case "minItems":
      return countProblem(bound, value, 0, field.type === "list" ? MOST_NEEDED_GROUPS : (field.options?.length ?? 0));
    case "maxItems":
      return countProblem(bound, value, 1);
    case "maxBytes":
      return countProblem(bound, value, 1, FILE_BYTES_MAX);
  }
}

/** As `a@b.co` and `http://a`. What is blank counts as not given. */
const SHORTEST: Partial<Record<FieldType, number>> = { email: 6, url: 8 };

function limitProblem({ type, integer }: FieldSpec, bound: "min" | "max", value: unknown): string | null {
  const one = { name: "it", label: "It", type, required: true };
  switch (type) {
    case "rating":
      return isCount(value, 2, MOST_MARKS)
        ? null
        : `a rating goes from 1 to its max, a whole number from 2 to ${MOST_MARKS}.`;
    case "date":
      return dateSchema(one).safeParse(value).success ? null : `write its ${bound} as a date, like 2027-01-31.`;
    case "datetime":
      return datetimeSchema(one).safeParse(value).success
        ? null
        : `write its ${bound} as a date and time with its offset, like 2027-01-31T14:30:00Z.`;
    default: {
      if (!Number.isFinite(value)) return `its ${bound} must be a number.`;
      const beyond = bound === "min" ? Number(value) : -Number(value);
      return integer && beyond > Number.MAX_SAFE_INTEGER ? `no whole number can be kept beyond its ${bound}.` : null;
    }
  }
}

function countProblem(bound: Bound, value: unknown, least: number, most = Number.POSITIVE_INFINITY): string | null {
  if (isCount(value, least, most)) return null;
  return `its ${bound} must be a whole number ${most === Number.POSITIVE_INFINITY ? `of ${least} or more` : `from ${least} to ${most}`}.`;
}

const isCount = (value: unknown, least: number, most: number) =>
  Number.isInteger(value) && Number(value) >= least && Number(value) <= most;

function isCrossed({ type, integer }: FieldSpec, low: unknown, high: unknown): boolean {
  if (type === "date") return String(low) > String(high);
  if (type === "datetime") return Date.parse(String(low)) > Date.parse(String(high));
  const [from, to] = [Number(low), Number(high)];
  return integer ? Math.ceil(from) > Math.floor(to) : from > to;
}
