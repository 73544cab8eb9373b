import { type JsonSchema, toJsonSchema } from "./json-schema";
import { isRecord } from "./kinds/described";
import type { ActionSpec, FieldSpec, FormFields } from "./spec";

const ALWAYS = ["type", "title", "description", "default"];
const ALLOWED: Record<string, string[]> = {
  string: ["minLength", "maxLength", "format", "enum", "oneOf"],
  number: ["minimum", "maximum"],
  integer: ["minimum", "maximum"],
  boolean: [],
  array: ["items", "minItems", "maxItems"],
};
/** Left out without a word: hints for us, and what every form checks again anyway. */
const SILENT = ["x-field", "uniqueItems", "allOf"];

/**
 * The flat schema that MCP elicitation allows: text, numbers, yes or no, one or several choices. `dropped` names
 * what did not fit. Where `fits` is false a field that is needed is missing, so nobody can answer the form there.
 */
export function toElicitationSchema(
  form: FormFields,
  action?: ActionSpec,
): { schema: JsonSchema; dropped: string[]; fits: boolean } {
  const { schema, dropped } = toJsonSchema(form, action);
  const left = new Map<string, JsonSchema>();
  for (const field of form.fields) {
    const property = (schema.properties as Record<string, JsonSchema>)[field.name];
    if (!property) continue;
    if (isFlat(property)) left.set(field.name, flat(field, property, dropped));
    else dropped.push(`${field.name}: ${field.type}`);
  }
  const needed = schema.required as string[];
  const required = needed.filter((name) => left.has(name));
  return {
    schema: { type: "object", properties: Object.fromEntries(left), required },
    dropped,
    fits: required.length === needed.length,
  };
}

const isFlat = ({ type, items }: JsonSchema) =>
  Object.hasOwn(ALLOWED, `${type}`) && !(isRecord(items) && items.properties);

function flat({ name }: FieldSpec, property: JsonSchema, dropped: string[]): JsonSchema {
  const allowed = [...ALWAYS, ...(ALLOWED[String(property.type)] ?? [])];
  const entries = Object.entries(property).filter(([keyword]) => {
    if (allowed.includes(keyword)) return true;
    if (!SILENT.includes(keyword)) dropped.push(`${name}: ${keyword}`);
    return false;
  });
  return Object.fromEntries(entries.map(([keyword, value]) => [keyword, keyword === "items" ? choices(value) : value]));
}

/** Titled choices stand without a type there. */
function choices(items: unknown): unknown {
  return isRecord(items) && items.anyOf ? { anyOf: items.anyOf } : items;
}
