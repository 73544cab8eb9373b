import { z } from "zod";
import { isBlank } from "./blank";
import { kindOf, takesValue } from "./kinds";
import { isRecord } from "./kinds/described";
import { expected, text } from "./messages";
import { brokenRules } from "./rules";
import type { ActionSpec, FieldError, FieldSpec, FormFields, FormValues } from "./spec";
import { visibleFields } from "./visibility";

const KEPT = 200;
const LONGEST = 20_000;
const schemas = new Map<string, z.ZodType<Record<string, unknown>>>();

/**
 * One form spec, one schema, used by the browser and by the server. The schema is flat and belongs to
 * one pressed button, because what is required depends on it. What is blank counts as "not given".
 * Kept by its text, since a form comes anew from the database each time: building it takes 100-600 µs.
 */
function formSchema(fields: FieldSpec[], action?: ActionSpec): z.ZodType<Record<string, unknown>> {
  const key = JSON.stringify([action?.requires, fields]);
  const kept = schemas.get(key);
  if (kept) return kept;
  const schema = z.strictObject(shapeOf(fields, action), { error: notAnObject(text.notAForm) });
  const oldest = schemas.keys().next();
  if (schemas.size >= KEPT && !oldest.done) schemas.delete(oldest.value);
  if (key.length <= LONGEST) schemas.set(key, schema);
  return schema;
}

/** Checks values for one button. Keys that were not given are absent from the result. */
export function parseValues(
  form: FormFields,
  action: ActionSpec | undefined,
  values: unknown,
): { ok: true; values: FormValues } | { ok: false; errors: FieldError[] } {
  const filled = withDefaults(form.fields, values);
  if (!isRecord(filled)) return { ok: false, errors: [{ field: "", message: text.notAForm }] };
  const visible = visibleFields(form.fields, filled);
  const parsed = formSchema(visible, action).safeParse(withoutHidden(form.fields, visible, filled));
  if (!parsed.success) return { ok: false, errors: parsed.error.issues.flatMap(toFieldErrors) };
  const given = withoutAbsent(parsed.data);
  const errors = brokenRules(form.rules, action, visible, given);
  return errors.length > 0 ? { ok: false, errors } : { ok: true, values: given as FormValues };
}

function shapeOf(fields: FieldSpec[], action?: ActionSpec): Record<string, z.ZodType> {
  const shape: Record<string, z.ZodType> = {};
  for (const field of fields) {
    if (!takesValue(field)) continue;
    const required = field.required || (action?.requires.includes(field.name) ?? false);
    const given = kindOf(field).schema(field, required, groupSchema);
    const blankless = (value: unknown) => (isBlank(field, value) ? undefined : value);
    shape[field.name] = z.preprocess(blankless, required ? given : given.optional());
  }
  return shape;
}

/** One group of a list, with defaults of its own. */
function groupSchema(fields: FieldSpec[]): z.ZodType {
  const schema = z.strictObject(shapeOf(fields), { error: notAnObject(text.wrongType("This", expected.group)) });
  return z.preprocess((value) => withDefaults(fields, value), schema.transform(withoutAbsent));
}

const notAnObject = (message: string) => (issue: { code?: string }) =>
  issue.code === "invalid_type" ? message : undefined;

/** Only a key that is absent takes the default: somebody who empties a field means it. */
function withDefaults(fields: FieldSpec[], values: unknown): unknown {
  if (!isRecord(values)) return values;
  const missing = fields.filter((field) => field.default !== undefined && !Object.hasOwn(values, field.name));
  if (missing.length === 0) return values;
  return { ...Object.fromEntries(missing.map((field) => [field.name, field.default])), ...values };
}

function withoutHidden(fields: FieldSpec[], visible: FieldSpec[], values: Record<string, unknown>) {
  if (visible.length === fields.length) return values;
  const hidden = new Set(fields.filter((field) => !visible.includes(field)).map(({ name }) => name));
  return Object.fromEntries(Object.entries(values).filter(([name]) => !hidden.has(name)));
}

const withoutAbsent = (values: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));

function toFieldErrors(issue: z.core.$ZodIssue): FieldError[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({ field: [...issue.path, key].join("."), message: text.unknownField(key) }));
  }
  return [{ field: issue.path.join("."), message: issue.message }];
}
