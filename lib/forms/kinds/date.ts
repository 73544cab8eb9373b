import { z } from "zod";
import { localTimeProblem } from "@/lib/forms/local-time";
import { expected, text, wrongType } from "@/lib/forms/messages";
import type { FieldSpec } from "@/lib/forms/spec";
import { isText } from "./described";
import type { FieldKind } from "./kind";
import { hasFormat, trimmed } from "./text";

/** How a time of a format is said in JSON Schema. */
export const timeInJson = (format: string): Pick<FieldKind, "jsonSchema" | "read"> => ({
  jsonSchema: ({ min, max }) => ({ type: "string", format, formatMinimum: min, formatMaximum: max }),
  read: ({ type, keep }) =>
    type === "string" && hasFormat(keep, format)
      ? { min: keep("formatMinimum", isText), max: keep("formatMaximum", isText) }
      : null,
});

/** A day, `YYYY-MM-DD`. */
export const date: FieldKind = {
  holds: "string",
  schema: (field) => between(field, z.iso.date({ ...wrongType(field.label, expected.date), abort: true })),
  ...timeInJson("date"),
  loose: (_, value) => trimmed(value),
  unreadable: localTimeProblem,
};

/** ISO texts of one kind sort as the times they mean. A limit that is no time, as a stored form may hold one, limits nothing. */
export function between(
  { label, min, max }: FieldSpec,
  base: z.ZodType<string>,
  comparable = (limit: string) => limit,
): z.ZodType {
  let schema = base;
  if (isTime(min)) schema = schema.refine((value) => value >= comparable(min), text.tooEarly(label, min));
  if (isTime(max)) schema = schema.refine((value) => value <= comparable(max), text.tooLate(label, max));
  return schema;
}

const isTime = (limit: unknown): limit is string => isText(limit) && !Number.isNaN(Date.parse(limit));
