import { z } from "zod";
import { isBlank } from "./blank";
import { fileSchema } from "./file-value";
import { jsonProblem, withoutNegativeZero } from "./json-value";
import { expected, text } from "./messages";
import { howToWrite, isTooLong, readNumber } from "./read-number";
import type { FieldSpec } from "./spec";
import { emailSchema, textSchema, urlSchema, wrongType } from "./text-schema";
import { dateSchema, datetimeSchema } from "./time-schema";

export const RATING_MAX = 5;

/** Makes the schema of one group of a list out of its fields. */
export type GroupSchema = (fields: FieldSpec[]) => z.ZodType;

/** Schema of one field; what is blank counts as not given. Markdown takes no value and has none. */
export function fieldSchema(field: FieldSpec, required: boolean, group: GroupSchema): z.ZodType {
  const given = givenSchema(field, required, group);
  return z.preprocess((value) => (isBlank(field, value) ? undefined : value), required ? given : given.optional());
}

/** `required` only changes the sentence for a missing value and what a checkbox must be. */
function givenSchema(field: FieldSpec, required: boolean, group: GroupSchema): z.ZodType {
  switch (field.type) {
    case "text":
    case "textarea":
      return textSchema(field);
    case "email":
      return emailSchema(field);
    case "url":
      return urlSchema(field);
    case "number":
      return numberSchema(field);
    case "rating": {
      const max = typeof field.max === "number" ? field.max : RATING_MAX;
      return numberSchema({ ...field, integer: true, min: 1, max });
    }
    case "checkbox": {
      const schema = z.boolean(wrongType(field, expected.yesOrNo));
      return required ? schema.refine((value) => value, text.mustBeTicked(field.label)) : schema;
    }
    case "select":
    case "radio": {
      const values = optionValues(field);
      return z
        .string(wrongType(field, expected.choice))
        .refine((value) => values.includes(value), text.notAChoice(field.label, values));
    }
    case "multiselect":
      return choicesSchema(field);
    case "date":
      return dateSchema(field);
    case "datetime":
      return datetimeSchema(field);
    case "json":
      return jsonSchema(field);
    case "file":
      return fileSchema(field);
    case "list":
      return counted(field, z.array(group(field.fields ?? []), wrongType(field, expected.groups)));
    case "markdown":
      return z.never();
  }
}

const optionValues = ({ options }: FieldSpec) => (options ?? []).map(({ value }) => value);

function numberSchema(field: FieldSpec): z.ZodType {
  const { label, min, max } = field;
  let schema = z.number({ error: ({ input }) => numberProblem(field, input) });
  if (field.integer) schema = schema.int(text.wholeNumber(label));
  if (typeof min === "number") schema = schema.min(min, text.tooSmall(label, min));
  if (typeof max === "number") schema = schema.max(max, text.tooLarge(label, max));
  return schema.transform(withoutNegativeZero);
}

function numberProblem({ label }: FieldSpec, input: unknown): string {
  if (input === undefined) return text.required(label);
  if (typeof input !== "string") return text.wrongType(label, expected.number);
  if (readNumber(input) !== null) return text.numberAsText(label, input.trim());
  return isTooLong(input) ? text.numberTooLong(label, input.trim()) : text.notANumber(label, howToWrite(input));
}

function choicesSchema(field: FieldSpec): z.ZodType {
  const values = optionValues(field);
  const kind = wrongType(field, expected.choices);
  const schema = z
    .array(z.string({ error: () => text.wrongType(field.label, expected.choices) }), kind)
    .refine((chosen) => chosen.every((value) => values.includes(value)), text.notChoices(field.label, values))
    .refine((chosen) => new Set(chosen).size === chosen.length, text.twice(field.label));
  return counted(field, schema);
}

function counted<T>({ label, minItems, maxItems }: FieldSpec, base: z.ZodType<T[]>): z.ZodType {
  let schema = base;
  if (minItems !== undefined) schema = schema.refine(({ length }) => length >= minItems, text.tooFew(label, minItems));
  if (maxItems !== undefined) schema = schema.refine(({ length }) => length <= maxItems, text.tooMany(label, maxItems));
  return schema;
}

function jsonSchema(field: FieldSpec): z.ZodType {
  const schema = z.unknown().superRefine((value, context) => {
    const problem = value === undefined ? text.required(field.label) : jsonProblem(field.label, value);
    if (problem) context.addIssue({ code: "custom", message: problem });
  });
  return schema.transform(withoutNegativeZero);
}
