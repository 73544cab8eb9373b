import { z } from "zod";
import { momentsOf } from "@/lib/forms/local-time";
import { expected, text, wrongType } from "@/lib/forms/messages";
import { between, date, timeInJson } from "./date";
import type { FieldKind } from "./kind";
import { trimmed } from "./text";

const WITHOUT_OFFSET = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(:\d{2}(?:\.\d+)?)?$/;
/** Parts of a second that would be dropped. */
const FINER = /\.\d{3}\d*[1-9]/;

/** A moment: comes with any offset, is kept as ISO 8601 in UTC with milliseconds. */
export const datetime: FieldKind = {
  ...date,
  holds: "moment",
  schema: (field) => between(field, momentSchema(field.label), inUtc),
  ...timeInJson("date-time"),
  /** HTML's `datetime-local` knows no offset, and leaves out seconds of zero. */
  loose(_, given) {
    const value = trimmed(given);
    const [, day, time, seconds = ":00"] = (typeof value === "string" && WITHOUT_OFFSET.exec(value)) || [];
    return day === undefined ? value : `${day}T${time}${seconds}Z`;
  },
  fromText(local) {
    const moments = momentsOf(local);
    return moments?.length === 1 ? moments[0] : undefined;
  },
  check({ label, min, max }, at, report) {
    const isWrong = (limit: unknown) => limit !== undefined && !momentSchema(label).safeParse(limit).success;
    if (isWrong(min) || isWrong(max))
      report(`${at}: write min and max as a date and time with its offset, like 2027-01-31T14:30:00Z.`);
  },
};

function momentSchema(label: string): z.ZodType<string> {
  const kind = wrongType(label, expected.datetime);
  return (
    z.iso
      .datetime({ offset: true, ...kind, abort: true })
      .refine((value) => !FINER.test(value), { error: text.tooExact(label), abort: true })
      .transform(inUtc)
      // At the ends of the years that four digits can say, the offset may lead out of them.
      .refine((value) => /^\d{4}-/.test(value), { error: kind.error, abort: true })
  );
}

/** The same moment as it is stored. */
const inUtc = (moment: string) => new Date(moment).toISOString();
