import { z } from "zod";
import { isStorable } from "@/lib/text/is-storable";
import { expected, text } from "./messages";
import { fitsPattern } from "./pattern";
import type { FieldSpec } from "./spec";

/** A missing value is asked for; any other of the wrong kind is told what it must be. */
export const wrongType = (field: FieldSpec, kind: string) => ({
  error: (issue: { input?: unknown }) =>
    issue.input === undefined ? text.required(field.label) : text.wrongType(field.label, kind),
});

export function textSchema(field: FieldSpec): z.ZodType {
  return limited(field, z.string(wrongType(field, expected.text)));
}

export function emailSchema(field: FieldSpec): z.ZodType {
  return limited(field, z.email({ ...wrongType(field, expected.email), abort: true }));
}

export function urlSchema(field: FieldSpec): z.ZodType {
  const kind = wrongType(field, expected.url);
  const schema = z.string(kind).refine(isWebAddress, { error: kind.error, abort: true });
  return limited(field, schema);
}

function limited(field: FieldSpec, base: z.ZodType<string>): z.ZodType {
  const { label, minLength, maxLength, pattern } = field;
  let schema = base.refine(isStorable, text.unusable(label));
  if (minLength !== undefined) {
    schema = schema.refine(({ length }) => length >= minLength, text.tooShort(label, minLength));
  }
  if (maxLength !== undefined) {
    schema = schema.refine(({ length }) => length <= maxLength, { error: text.tooLong(label, maxLength), abort: true });
  }
  if (pattern === undefined) return schema;
  return schema.refine((value) => fitsPattern(pattern, value), field.patternMessage ?? text.wrongShape(label));
}

function isWebAddress(value: string): boolean {
  return /^https?:\/\/[^\s\\]+$/i.test(value) && URL.canParse(value);
}
