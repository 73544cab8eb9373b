import { z } from "zod";
import { expected, text } from "./messages";
import type { FieldSpec } from "./spec";
import { wrongType } from "./text-schema";

/** A day, `YYYY-MM-DD`. */
export function dateSchema(field: FieldSpec): z.ZodType {
  return between(field, z.iso.date({ ...wrongType(field, expected.date), abort: true }), (limit) => limit);
}

/** A moment: comes with any offset, is kept as ISO 8601 in UTC with milliseconds. */
export function datetimeSchema(field: FieldSpec): z.ZodType {
  const kind = wrongType(field, expected.datetime);
  const schema = z.iso
    .datetime({ offset: true, ...kind, abort: true })
    .refine((value) => !FINER.test(value), { error: text.tooExact(field.label), abort: true })
    .transform(inUtc)
    // At the ends of the years that four digits can say, the offset may lead out of them.
    .refine((value) => /^\d{4}-/.test(value), { error: kind.error, abort: true });
  return between(field, schema, inUtc);
}

/** Parts of a second that would be dropped. */
const FINER = /\.\d{3}\d*[1-9]/;

/** The same moment as it is stored. */
const inUtc = (moment: string) => new Date(moment).toISOString();

const isTime = (limit: unknown): limit is string => typeof limit === "string" && !Number.isNaN(Date.parse(limit));

/** ISO texts of one kind sort as the times they mean. A limit that is no time, as a stored form may hold one, limits nothing. */
function between({ label, min, max }: FieldSpec, base: z.ZodType<string>, comparable: (limit: string) => string) {
  let schema = base;
  if (isTime(min)) {
    const from = comparable(min);
    schema = schema.refine((value) => value >= from, text.tooEarly(label, min));
  }
  if (isTime(max)) {
    const to = comparable(max);
    schema = schema.refine((value) => value <= to, text.tooLate(label, max));
  }
  return schema;
}
