import { z } from "zod";
import { text } from "./messages";
import type { ActionSpec, FieldError, FieldSpec, FormSpec, FormValues } from "./spec";

/**
 * One form spec, one schema, used by the browser and by the server. The schema is flat and belongs to
 * one pressed button, because what is required depends on it. Empty strings count as "not given".
 */
export function formSchema(form: Pick<FormSpec, "fields">, action?: ActionSpec) {
  const shape: Record<string, z.ZodType> = {};
  for (const field of form.fields) {
    shape[field.name] = fieldSchema(field, field.required || (action?.requires.includes(field.name) ?? false));
  }
  return z.strictObject(shape);
}

/** Checks values for one button. Keys that were not given are absent from the result. */
export function parseValues(
  form: Pick<FormSpec, "fields">,
  action: ActionSpec | undefined,
  values: unknown,
): { ok: true; values: FormValues } | { ok: false; errors: FieldError[] } {
  const parsed = formSchema(form, action).safeParse(withDefaults(form, values));
  if (!parsed.success) return { ok: false, errors: parsed.error.issues.flatMap(toFieldErrors) };
  const given = Object.entries(parsed.data).filter(([, value]) => value !== undefined);
  return { ok: true, values: Object.fromEntries(given) as FormValues };
}

/** Only a key that is absent takes the default: somebody who empties a field means it. */
function withDefaults(form: Pick<FormSpec, "fields">, values: unknown): unknown {
  if (typeof values !== "object" || values === null || Array.isArray(values)) return values;
  const missing = form.fields.filter((field) => field.default !== undefined && !Object.hasOwn(values, field.name));
  return { ...Object.fromEntries(missing.map((field) => [field.name, field.default])), ...values };
}

function toFieldErrors(issue: z.core.$ZodIssue): FieldError[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({ field: key, message: text.unknownField(key) }));
  }
  return [{ field: issue.path.join("."), message: issue.message }];
}

function fieldSchema(field: FieldSpec, required: boolean): z.ZodType {
  const given = givenSchema(field, required);
  return z.preprocess(
    (value) => (value === null || (typeof value === "string" && value.trim() === "") ? undefined : value),
    required ? given : given.optional(),
  );
}

/** `required` only changes the sentence for a missing value and what a checkbox must be. */
function givenSchema(field: FieldSpec, required: boolean): z.ZodType {
  const wrongType = (expected: string) => ({
    error: (issue: { input?: unknown }) =>
      issue.input === undefined ? text.required(field.label) : text.wrongType(field.label, expected),
  });
  switch (field.type) {
    case "text":
    case "textarea": {
      let schema = z.string(wrongType("text"));
      if (field.minLength !== undefined)
        schema = schema.min(field.minLength, text.tooShort(field.label, field.minLength));
      if (field.maxLength !== undefined)
        schema = schema.max(field.maxLength, text.tooLong(field.label, field.maxLength));
      return schema.refine((value) => value.isWellFormed() && !value.includes("\u0000"), text.unusable(field.label));
    }
    case "number": {
      let schema = z.number(wrongType("a number"));
      if (field.integer) schema = schema.int(text.wholeNumber(field.label));
      if (typeof field.min === "number") schema = schema.min(field.min, text.tooSmall(field.label, field.min));
      if (typeof field.max === "number") schema = schema.max(field.max, text.tooLarge(field.label, field.max));
      return schema;
    }
    case "checkbox": {
      const schema = z.boolean(wrongType("true or false"));
      return required ? schema.refine((value) => value, text.mustBeTicked(field.label)) : schema;
    }
    case "select":
    case "radio": {
      const values = (field.options ?? []).map((option) => option.value);
      return z
        .string(wrongType("one of the choices"))
        .refine((value) => values.includes(value), text.notAChoice(field.label, values));
    }
    case "date": {
      const { min, max } = field;
      let schema = z.iso.date(wrongType("a date like 2027-01-31"));
      if (typeof min === "string") schema = schema.refine((value) => value >= min, text.tooEarly(field.label, min));
      if (typeof max === "string") schema = schema.refine((value) => value <= max, text.tooLate(field.label, max));
      return schema;
    }
  }
}
