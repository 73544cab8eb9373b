import { HEADINGS } from "./article/material";
import { seedFrom } from "./language/seed";
import { capitalize, oneLine, sentencesOf, shorten, withoutAddresses } from "./language/text";
import { chooseOption, contentWords, summarize } from "./short-answers";

export type JsonSchema = Record<string, unknown>;

interface Context {
  root: JsonSchema;
  /** What was asked, as the source of all texts. */
  said: string;
  /** What it was asked about: the text below the order, where there is one. */
  material: string;
}

const DEEPEST = 8;

/** A value that fits a JSON Schema, with content from what was asked. The same schema and words give the same value. */
export function fittingValue(schema: JsonSchema, said: string): unknown {
  const [, below = ""] = withoutAddresses(said).split(/:[ \t]*\n+(.*)/s, 2);
  const material = contentWords(below).length > 2 ? below : withoutAddresses(oneLine(said));
  const context: Context = { root: schema, said: withoutAddresses(oneLine(said)), material };
  const value = valueFor(schema, context, "answer", 0, 0);
  return Object.keys(schema).length === 0 ? { answer: textFor({}, context, "answer", 0) } : value;
}

function valueFor(given: JsonSchema, context: Context, name: string, index: number, depth: number): unknown {
  const schema = resolve(given, context);
  if ("const" in schema) return schema.const;
  if (Array.isArray(schema.enum)) return fromEnum(schema.enum, context.material);
  if ("default" in schema) return schema.default;
  const alternatives = [schema.anyOf, schema.oneOf].find((list) => Array.isArray(list)) as JsonSchema[] | undefined;
  if (alternatives) {
    const chosen = alternatives.find((option) => typeOf(resolve(option, context)) !== "null") ?? alternatives[0] ?? {};
    const { anyOf: _any, oneOf: _one, ...rest } = schema;
    return valueFor(
      typeOf(rest) === "object" ? merge(rest, resolve(chosen, context)) : chosen,
      context,
      name,
      index,
      depth,
    );
  }
  switch (typeOf(schema)) {
    case "object":
      return objectFor(schema, context, depth);
    case "array":
      return arrayFor(schema, context, name, depth);
    case "number":
      return numberFor(schema, false, index);
    case "integer":
      return numberFor(schema, true, index);
    case "boolean":
      return !/\b(?:no|not|never|false|none)\b/i.test(context.said.slice(-200));
    case "null":
      return null;
    default:
      return textFor(schema, context, name, index);
  }
}

/** Follows `$ref` into the schema itself and merges `allOf`. */
function resolve(schema: JsonSchema, context: Context, depth = 0): JsonSchema {
  if (depth > DEEPEST) return {};
  let resolved = schema;
  if (typeof schema.$ref === "string" && schema.$ref.startsWith("#")) {
    const parts = schema.$ref
      .split("/")
      .slice(1)
      .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
    const target = parts.reduce<unknown>(
      (at, part) => (isSchema(at) && Object.hasOwn(at, part) ? at[part] : undefined),
      context.root,
    );
    if (isSchema(target)) resolved = resolve(target, context, depth + 1);
  }
  if (!Array.isArray(resolved.allOf)) return resolved;
  const { allOf, ...rest } = resolved;
  return (allOf as unknown[])
    .filter(isSchema)
    .reduce((all, part) => merge(all, resolve(part, context, depth + 1)), rest);
}

function merge(a: JsonSchema, b: JsonSchema): JsonSchema {
  const properties = {
    ...(isSchema(a.properties) ? a.properties : {}),
    ...(isSchema(b.properties) ? b.properties : {}),
  };
  const required = [...(Array.isArray(a.required) ? a.required : []), ...(Array.isArray(b.required) ? b.required : [])];
  return {
    ...a,
    ...b,
    ...(Object.keys(properties).length > 0 ? { properties } : {}),
    ...(required.length > 0 ? { required } : {}),
  };
}

function typeOf(schema: JsonSchema): string {
  const { type } = schema;
  if (Array.isArray(type)) return String(type.find((each) => each !== "null") ?? "null");
  if (typeof type === "string") return type;
  if (schema.properties || schema.required) return "object";
  if (schema.items || schema.prefixItems) return "array";
  return schema.minimum !== undefined || schema.maximum !== undefined ? "number" : "string";
}

function objectFor(schema: JsonSchema, context: Context, depth: number): Record<string, unknown> {
  const properties = isSchema(schema.properties) ? schema.properties : {};
  const required = Array.isArray(schema.required) ? schema.required.filter((name) => typeof name === "string") : [];
  const value: Record<string, unknown> = {};
  const optional = Object.keys(properties).filter((name) => !required.includes(name));
  for (const name of [...required, ...(depth < 3 ? optional : [])]) {
    const property = properties[name];
    const made = valueFor(isSchema(property) ? property : {}, context, name, 0, depth + 1);
    Object.defineProperty(value, name, { value: made, enumerable: true, configurable: true, writable: true });
  }
  return value;
}

function arrayFor(schema: JsonSchema, context: Context, name: string, depth: number): unknown[] {
  const prefix = Array.isArray(schema.prefixItems) ? schema.prefixItems.filter(isSchema) : [];
  const items = isSchema(schema.items) ? schema.items : {};
  const least = numeric(schema.minItems) ?? 0;
  const most = numeric(schema.maxItems) ?? Number.POSITIVE_INFINITY;
  const wanted = depth > DEEPEST ? least : Math.min(Math.max(least, prefix.length || 3), most);
  const itemSchema = resolve(items, context);
  if (Array.isArray(itemSchema.enum)) return itemSchema.enum.slice(0, Math.max(least, Math.min(wanted, 2)));
  const single = name.replace(/s$/, "");
  return Array.from({ length: wanted }, (_, index) =>
    valueFor(prefix[index] ?? items, context, single, index, depth + 1),
  );
}

function numberFor(schema: JsonSchema, whole: boolean, index: number): number {
  const step = numeric(schema.multipleOf) ?? (whole ? 1 : 0);
  const gap = step || 0.5;
  const exclusiveMin = numeric(schema.exclusiveMinimum);
  const exclusiveMax = numeric(schema.exclusiveMaximum);
  const low = exclusiveMin !== null ? exclusiveMin + gap : numeric(schema.minimum);
  const high = exclusiveMax !== null ? exclusiveMax - gap : numeric(schema.maximum);
  const start = low ?? Math.min(1, high ?? 1);
  const wanted = Math.min(start + index * (step || 1), high ?? Number.POSITIVE_INFINITY);
  if (!step) return low !== null && wanted < low ? (low + (exclusiveMax ?? low)) / 2 : wanted;
  return Number((Math.ceil(wanted / step - 1e-9) * step).toFixed(10));
}

const FORMATS: Record<string, string> = {
  date: "2030-01-15",
  time: "09:30:00Z",
  "date-time": "2030-01-15T09:30:00Z",
  email: "somebody@example.com",
  uri: "https://example.com/",
  url: "https://example.com/",
  hostname: "example.com",
  ipv4: "192.0.2.1",
  ipv6: "2001:db8::1",
  uuid: "00000000-0000-4000-8000-000000000001",
  duration: "P1D",
};

/** A text by what its name asks for, cut and filled up to the allowed length. */
function textFor(schema: JsonSchema, context: Context, name: string, index: number): string {
  if (typeof schema.format === "string" && Object.hasOwn(FORMATS, schema.format)) return FORMATS[schema.format] ?? "";
  const most = numeric(schema.maxLength) ?? 2_000;
  const least = numeric(schema.minLength) ?? 0;
  const words = [...new Set(contentWords(context.material))].filter((word) => word.length > 3);
  const sentences = sentencesOf(oneLine(context.material));
  const phrase = (from: number) => capitalize(words.slice(from, from + 3).join(" ")) || "Something";
  const short =
    /^(?:name|title|label|tag|key|id|category|topic|word|keyword|heading|subject|kind|type|agent|capability)/i.test(
      name,
    );
  const source = short ? phrase(index * 3) : (sentences[index % Math.max(1, sentences.length)] ?? phrase(index));
  const telling = plain(name, context, index);
  let text =
    telling ?? (short && index > 0 && words.length <= index * 3 ? `${phrase(0)} ${index + 1}` : shorten(source, 300));
  if ([...text].length > most) text = [...text].slice(0, most).join("").trimEnd();
  while ([...text].length < least) text = `${text} ${text || "something"}`.slice(0, Math.max(least, 1));
  return text;
}

/** A text whose name says what it is. */
function plain(name: string, { said, material }: Context, index: number): string | null {
  if (/^(?:heading|section|chapter)/i.test(name)) return headingFor(said, index);
  if (/^(?:summary|abstract|gist)/i.test(name)) return shorten(summarize(material, 1), 300);
  return null;
}

/** Headings that are all different, in an order that makes sense. */
function headingFor(said: string, index: number): string {
  const chosen = seedFrom(said).shuffle(HEADINGS.slice(1), "headings").slice(0, 2);
  const order = [HEADINGS[0], ...HEADINGS.filter((heading) => chosen.includes(heading))];
  const rest = HEADINGS.filter((heading) => !order.includes(heading));
  const all = [...order, ...rest];
  return all[index] ?? `${all[index % all.length]} (${Math.floor(index / all.length) + 1})`;
}

function fromEnum(options: unknown[], said: string): unknown {
  const texts = options.filter((option) => typeof option === "string");
  const chosen = texts.length === options.length ? chooseOption(texts, said) : undefined;
  return chosen ?? options[0] ?? null;
}

const numeric = (value: unknown) => (typeof value === "number" && Number.isFinite(value) ? value : null);

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
