import { z } from "zod";
import type { JsonSchema } from "@/lib/forms/json-schema";
import { expected, text as words, wrongType } from "@/lib/forms/messages";
import { fitsPattern } from "@/lib/forms/pattern";
import type { FieldSpec } from "@/lib/forms/spec";
import { isStorable } from "@/lib/text/is-storable";
import { type Described, isNumber } from "./described";
import type { TypedKind } from "./kind";

export const text: TypedKind = {
  holds: "string",
  typed: "line",
  schema: (field) => limited(field, z.string(wrongType(field.label, expected.text))),
  jsonSchema: textJsonSchema,
  read: (described) => readText(described),
  loose: (_, value) => (typeof value === "number" || typeof value === "boolean" ? String(value) : value),
};

/** A kind of text of a format, which needs some room. */
export const formatted = (
  typed: TypedKind["typed"],
  format: string,
  schema: (label: string) => z.ZodType<string>,
): TypedKind & Required<Pick<TypedKind, "read">> => ({
  holds: "string",
  typed,
  room: 30,
  schema: (field) => limited(field, schema(field.label)),
  jsonSchema: (field) => ({ ...textJsonSchema(field), format }),
  read: (described) => readText(described, format),
  loose: (_, value) => trimmed(value),
});

/** Text, with the limits that a field sets it. */
function limited({ label, minLength, maxLength, pattern, patternMessage }: FieldSpec, base: z.ZodType<string>) {
  let schema = base.refine(isStorable, words.unusable(label));
  if (minLength !== undefined) {
    schema = schema.refine(({ length }) => length >= minLength, words.tooShort(label, minLength));
  }
  if (maxLength !== undefined) {
    schema = schema.refine(({ length }) => length <= maxLength, {
      error: words.tooLong(label, maxLength),
      abort: true,
    });
  }
  if (pattern === undefined) return schema;
  return schema.refine((value) => fitsPattern(pattern, value), patternMessage ?? words.wrongShape(label));
}

function textJsonSchema({ minLength, maxLength, pattern }: FieldSpec): JsonSchema {
  return { type: "string", minLength, maxLength, pattern: pattern === undefined ? undefined : `^(?:${pattern})$` };
}

/** Text of a format, or of any. */
function readText({ type, keep, pattern }: Described, format?: string): Partial<FieldSpec> | null {
  if (type !== "string" || (format !== undefined && !hasFormat(keep, format))) return null;
  return { minLength: keep("minLength", isNumber), maxLength: keep("maxLength", isNumber), pattern: pattern() };
}

export const hasFormat = (keep: Described["keep"], format: string) =>
  keep("format", (value): value is string => value === format) !== undefined;

export const trimmed = (value: unknown) => (typeof value === "string" ? value.trim() : value);
