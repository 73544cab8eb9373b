import { RATING_MAX } from "./field-schema";
import { acceptPattern, FILE_BYTES_DEFAULT, FILE_ID } from "./file-value";
import type { ActionSpec, FieldOption, FieldSpec, FormFields } from "./spec";

/** JSON Schema, draft 2020-12. */
export type JsonSchema = { [keyword: string]: unknown };

/** Says which of our types a property is, where its schema alone does not. Others ignore it. */
export const FIELD_TYPE = "x-field";
/** Web addresses are those of the web. */
export const WEB = [{ pattern: "^[Hh][Tt][Tt][Pp][Ss]?://[^/?#]" }];

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
    if (field.type === "markdown") {
      dropped.push(`${field.name}: markdown`);
      continue;
    }
    drop("placeholder");
    drop("patternMessage");
    drop("visibleWhen");
    const needed = field.required || (action?.requires.includes(field.name) ?? false);
    if (needed && !field.visibleWhen) required.push(field.name);
    properties[field.name] = stripped({
      title: field.label,
      description: field.help,
      ...typeSchema(field, needed, dropped),
      default: field.default,
    });
  }
  return { type: "object", properties, required, additionalProperties: false };
}

function typeSchema(field: FieldSpec, needed: boolean, dropped: string[]): JsonSchema {
  const { min, max, minItems, maxItems } = field;
  switch (field.type) {
    case "text":
      return textSchema(field);
    case "textarea":
      return { ...textSchema(field), [FIELD_TYPE]: "textarea" };
    case "email":
      return { ...textSchema(field), format: "email" };
    case "url":
      return { ...textSchema(field), format: "uri", allOf: WEB };
    case "date":
      return { type: "string", format: "date", formatMinimum: min, formatMaximum: max };
    case "datetime":
      return { type: "string", format: "date-time", formatMinimum: min, formatMaximum: max };
    case "number":
      return { type: field.integer ? "integer" : "number", minimum: min, maximum: max };
    case "rating":
      return { type: "integer", minimum: 1, maximum: max ?? RATING_MAX, [FIELD_TYPE]: "rating" };
    case "checkbox":
      return { type: "boolean", const: needed ? true : undefined };
    case "select":
      return { type: "string", ...choiceSchema(field.options, "oneOf") };
    case "radio":
      return { type: "string", ...choiceSchema(field.options, "oneOf"), [FIELD_TYPE]: "radio" };
    case "multiselect": {
      const items = { type: "string", ...choiceSchema(field.options, "anyOf") };
      return { type: "array", items, uniqueItems: true, minItems, maxItems };
    }
    case "file":
      return fileJsonSchema(field);
    case "list": {
      const inside: string[] = [];
      const items = objectSchema(field.fields ?? [], inside);
      dropped.push(...inside.map((what) => `${field.name}.${what}`));
      return { type: "array", items, minItems, maxItems };
    }
    default:
      return { [FIELD_TYPE]: "json" };
  }
}

function textSchema({ minLength, maxLength, pattern }: FieldSpec): JsonSchema {
  return { type: "string", minLength, maxLength, pattern: pattern === undefined ? undefined : `^(?:${pattern})$` };
}

/** `x-accept` is for reading back; what it says is what `anyOf` checks. */
export function fileJsonSchema({ maxBytes, accept = [] }: Pick<FieldSpec, "maxBytes" | "accept">): JsonSchema {
  const text = { type: "string", minLength: 1 };
  const taken = accept.map((one) => ({
    properties: { [one.startsWith(".") ? "name" : "type"]: { pattern: acceptPattern(one) } },
  }));
  return {
    type: "object",
    properties: {
      id: { type: "string", pattern: FILE_ID },
      name: text,
      type: text,
      size: { type: "integer", minimum: 1, maximum: maxBytes ?? FILE_BYTES_DEFAULT },
    },
    required: ["id", "name", "type", "size"],
    additionalProperties: false,
    ...(accept.length > 0 ? { anyOf: taken, "x-accept": accept } : {}),
    [FIELD_TYPE]: "file",
  };
}

function choiceSchema(options: FieldOption[] = [], titled: "oneOf" | "anyOf"): JsonSchema {
  if (options.every(({ value, label }) => value === label)) return { enum: options.map(({ value }) => value) };
  return { [titled]: options.map(({ value, label }) => ({ const: value, title: label })) };
}

const stripped = (schema: JsonSchema): JsonSchema =>
  Object.fromEntries(Object.entries(schema).filter(([, value]) => value !== undefined));
