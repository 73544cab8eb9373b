import { kindOf, takesValue } from "./kinds";
import type { ActionSpec, FieldSpec, FormFields } from "./spec";

/** JSON Schema, draft 2020-12. */
export type JsonSchema = { [keyword: string]: unknown };

/** Says which of our types a property is, where its schema alone does not. Others ignore it. */
export const FIELD_TYPE = "x-field";

/**
 * The schema of the values that fit a form, for one button. `dropped` names what JSON Schema can't say: the form
 * may still refuse what fits the schema. Times have `formatMinimum` and `formatMaximum`, as ajv-formats knows them.
 */
export function toJsonSchema(form: FormFields, action?: ActionSpec): { schema: JsonSchema; dropped: string[] } {
  const dropped: string[] = [];
  const schema = objectSchema(form.fields, dropped, action);
  for (const [index, { message }] of (form.rules ?? []).entries()) dropped.push(`rule ${index + 1}: ${message}`);
  return { schema: { $schema: "https://json-schema.org/draft/2020-12/schema", ...schema }, dropped };
}

function objectSchema(fields: FieldSpec[], dropped: string[], action?: ActionSpec): JsonSchema {
  const properties: Record<string, JsonSchema> = {};
  const required: string[] = [];
  for (const field of fields) {
    const drop = (what: keyof FieldSpec) => field[what] !== undefined && dropped.push(`${field.name}: ${what}`);
    if (!takesValue(field)) {
      dropped.push(`${field.name}: ${field.type}`);
      continue;
    }
    drop("placeholder");
    drop("patternMessage");
    drop("visibleWhen");
    const needed = field.required || (action?.requires.includes(field.name) ?? false);
    if (needed && !field.visibleWhen) required.push(field.name);
    const { hinted, jsonSchema } = kindOf(field);
    const inside: string[] = [];
    properties[field.name] = stripped({
      title: field.label,
      description: field.help,
      ...jsonSchema(field, needed, (fields) => objectSchema(fields, inside)),
      [FIELD_TYPE]: hinted && field.type,
      default: field.default,
    });
    dropped.push(...inside.map((what) => `${field.name}.${what}`));
  }
  return { type: "object", properties, required, additionalProperties: false };
}

export const stripped = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T;
