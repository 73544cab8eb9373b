import { z } from "zod";
import { withoutNegativeZero } from "@/lib/forms/json-value";
import { expected, text } from "@/lib/forms/messages";
import { howToWrite, isTooLong, readNumber } from "@/lib/forms/read-number";
import type { FieldSpec } from "@/lib/forms/spec";
import { isNumber } from "./described";
import type { TypedKind } from "./kind";

export const number: TypedKind = {
  holds: "number",
  typed: "number",
  schema(field) {
    const { label, integer, min, max } = field;
    let schema = z.number({ error: ({ input }) => numberProblem(field, input) });
    if (integer) schema = schema.int(text.wholeNumber(label));
    if (typeof min === "number") schema = schema.min(min, text.tooSmall(label, min));
    if (typeof max === "number") schema = schema.max(max, text.tooLarge(label, max));
    return schema.transform(withoutNegativeZero);
  },
  jsonSchema: ({ integer, min, max }) => ({ type: integer ? "integer" : "number", minimum: min, maximum: max }),
  read({ type, keep }) {
    if (type !== "number" && type !== "integer") return null;
    const limits = { min: keep("minimum", isNumber), max: keep("maximum", isNumber) };
    return { ...limits, integer: type === "integer" || undefined };
  },
  loose: (_, value) => (typeof value === "string" ? (readNumber(value) ?? value) : value),
  fromText: (written) => readNumber(written) ?? undefined,
};

function numberProblem({ label }: FieldSpec, input: unknown): string {
  if (input === undefined) return text.required(label);
  if (typeof input !== "string") return text.wrongType(label, expected.number);
  if (readNumber(input) !== null) return text.numberAsText(label, input.trim());
  return isTooLong(input) ? text.numberTooLong(label, input.trim()) : text.notANumber(label, howToWrite(input));
}
