import { isBlankText } from "@/lib/text/hidden";
import { isStorable } from "@/lib/text/is-storable";
import { isCrossed, isLimitOf } from "./bounds";
import { RATING_MAX } from "./field-schema";
import { FILE_BYTES_DEFAULT, FILE_BYTES_MAX, isAcceptable } from "./file-value";
import { FIELD_TYPE, fileJsonSchema, type JsonSchema, WEB } from "./json-schema";
import { isFieldName } from "./names";
import { patternProblem } from "./pattern";
import type { FieldOption, FieldSpec, FieldType, FormValue } from "./spec";
import { parseValues } from "./to-zod";

/**
 * Fields that ask for what a schema describes. A property that no field can ask for becomes a `json` field;
 * `dropped` names every keyword that is not kept, `missing` every required property for which there is no field at
 * all: without it no answer is complete. Never throws, whatever the schema is.
 */
export function fromJsonSchema(schema: unknown): { fields: FieldSpec[]; dropped: string[]; missing: string[] } {
  const dropped: string[] = [];
  const missing: string[] = [];
  const reading = { dropped, missing, fields: MOST_FIELDS, patterns: MOST_PATTERNS, depth: DEPTH };
  return { fields: fieldsOf(schema, "", reading), dropped, missing };
}

/** What one form asks for at most: whoever sends a schema is not whoever has to fill the form in. */
const [MOST_FIELDS, MOST_PATTERNS, MOST_OPTIONS, MOST_ITEMS, DEPTH] = [100, 20, 200, 100, 3];
const [LONGEST_LABEL, LONGEST_HELP, LONGEST_PATTERN] = [500, 4_000, 500];
const [LONGEST_DEFAULT, LONGEST_VALUE] = [20_000, 1_000];
/** Longest text that a person can be made to write, and an address that may be the shortest there is. */
const [LONGEST_NEEDED, SHORT_ADDRESS] = [2_000, 30];
const MOST_MARKS = 10;

/** What is dropped so far, and how much more there may be. */
interface Reading {
  dropped: string[];
  missing: string[];
  fields: number;
  patterns: number;
  depth: number;
}

function fieldsOf(schema: unknown, at: string, reading: Reading): FieldSpec[] {
  const { dropped, missing } = reading;
  if (!isRecord(schema) || !isRecord(schema.properties)) {
    dropped.push(`${at || "schema"}: it has no properties`);
    return [];
  }
  const required = new Set(Array.isArray(schema.required) ? schema.required.filter(isText) : []);
  // What is required and not described may be anything.
  const described = schema.properties;
  const undescribed = [...required].filter((name) => !Object.hasOwn(described, name));
  const properties = [...Object.entries(described), ...undescribed.map((name) => [name, {}] as const)];
  return properties.flatMap(([name, property]) => {
    const drop = (what: string) => dropped.push(`${at}${name}: ${what}`);
    if (isFieldName(name) && reading.fields > 0) {
      reading.fields -= 1;
      return [fieldOf(name, property, required.has(name), drop, at, reading)];
    }
    if (required.has(name)) missing.push(`${at}${name}`);
    if (isFieldName(name)) {
      if (dropped.at(-1) !== TOO_MANY) dropped.push(TOO_MANY);
      return [];
    }
    drop("its name can't be a field's");
    return [];
  });
}

/** Of `dropped`: what is past the hundredth property. */
export const TOO_MANY = `more than ${MOST_FIELDS} properties`;

type Drop = (what: string) => void;

function fieldOf(name: string, property: unknown, needed: boolean, drop: Drop, at: string, reading: Reading) {
  const schema = isRecord(property) ? property : {};
  const kept = new Set(["title", "description", "default", FIELD_TYPE]);
  const keep = <T>(keyword: string, fits: (value: unknown) => value is T): T | undefined => {
    const value = schema[keyword];
    if (!fits(value)) return undefined;
    kept.add(keyword);
    return value;
  };
  let [type, more] = typeOf(schema, keep, drop, reading);
  if (type === "list") {
    const fields = groupOf(schema.items, `${at}${name}.`, reading);
    [type, more] = fields === null ? ["json", {}] : [type, { ...more, fields }];
  }
  const label = textOf(schema.title)?.slice(0, LONGEST_LABEL) ?? name;
  const help = textOf(schema.description)?.slice(0, LONGEST_HELP);
  const field: FieldSpec = stripped({ name, label, type, required: needed, help, ...more });
  // Elsewhere a required yes-or-no must be answered; here a required checkbox must be ticked.
  if (type === "checkbox" && needed && schema.const !== true) Object.assign(field, { required: false, default: false });
  dropImpossible(field, drop);
  if (schema.default !== undefined) takeDefault(field, schema.default, drop);
  for (const keyword of Object.keys(schema)) if (!kept.has(keyword)) drop(keyword);
  return field;
}

/** The fields of a list's groups; null where a group could not be filled in, so that it has to be written as JSON. */
function groupOf(items: unknown, at: string, reading: Reading): FieldSpec[] | null {
  const missing: string[] = [];
  const inside = { ...reading, missing, depth: reading.depth - 1 };
  const fields = fieldsOf(items, at, inside);
  if (missing.length > 0) return null;
  Object.assign(reading, { fields: inside.fields, patterns: inside.patterns });
  return fields;
}

type Keep = <T>(keyword: string, fits: (value: unknown) => value is T) => T | undefined;

function typeOf(schema: JsonSchema, keep: Keep, drop: Drop, reading: Reading): [FieldType, Partial<FieldSpec>] {
  const hint = schema[FIELD_TYPE];
  const type = keep("type", isType);
  const kind = Array.isArray(type) ? type.find((one) => one !== "null") : type;
  if (hint === "json") return ["json", {}];
  const file = hint === "file" ? fileOf(schema) : null;
  if (file) {
    for (const keyword of Object.keys(fileJsonSchema(file))) keep(keyword, isAnything);
    return ["file", file];
  }
  const options = choicesOf(keep);
  if (options) return [hint === "radio" ? "radio" : "select", { options }];
  switch (kind) {
    case "string":
      return stringOf(schema, keep, drop, reading);
    case "boolean":
      keep("const", (value): value is true => value === true);
      return ["checkbox", {}];
    case "number":
    case "integer": {
      const [min, max] = [keep("minimum", isNumber), keep("maximum", isNumber)];
      if (hint === "rating") {
        const fits = min === undefined || min === 1;
        if (fits && (max === undefined || max === RATING_MAX)) return ["rating", {}];
        if (fits && isCountTo(max, MOST_MARKS) && max > 1) return ["rating", { max }];
      }
      return ["number", { min, max, ...(kind === "integer" ? { integer: true } : {}) }];
    }
    case "array": {
      const choices = isRecord(schema.items) ? choicesOf(readFrom(schema.items)) : null;
      const isList =
        isRecord(schema.items) &&
        isRecord(schema.items.properties) &&
        Object.keys(schema.items.properties).some(isFieldName);
      if (!choices && (!isList || reading.depth <= 1)) return ["json", {}];
      keep("items", isRecord);
      const counts = { minItems: keep("minItems", isNumber), maxItems: keep("maxItems", isNumber) };
      if (!choices) return ["list", counts];
      keep("uniqueItems", (value): value is true => value === true);
      return ["multiselect", { options: choices, ...counts }];
    }
    default:
      return ["json", {}];
  }
}

/** Only what is word for word a file field of ours: anything else describes an object like any other. */
function fileOf(schema: JsonSchema): Pick<FieldSpec, "maxBytes" | "accept"> | null {
  const size = isRecord(schema.properties) ? schema.properties.size : undefined;
  const given = isRecord(size) ? size.maximum : undefined;
  const maximum = isCountTo(given, FILE_BYTES_MAX) && given > 0 ? given : FILE_BYTES_DEFAULT;
  const accept = schema["x-accept"];
  const file = {
    ...(maximum === FILE_BYTES_DEFAULT ? {} : { maxBytes: maximum }),
    ...(isTexts(accept) && accept.every(isAcceptable) ? { accept } : {}),
  };
  const ours = Object.entries(fileJsonSchema(file));
  return ours.every(([keyword, value]) => isSame(schema[keyword], value)) ? file : null;
}

function stringOf(schema: JsonSchema, keep: Keep, drop: Drop, reading: Reading): [FieldType, Partial<FieldSpec>] {
  const format = keep("format", isFormat);
  if (format === "date" || format === "date-time") {
    const limits = { min: keep("formatMinimum", isText), max: keep("formatMaximum", isText) };
    return [format === "date" ? "date" : "datetime", limits];
  }
  const lengths = { minLength: keep("minLength", isNumber), maxLength: keep("maxLength", isNumber) };
  const isPattern = (value: unknown): value is string =>
    isText(value) && value.length <= LONGEST_PATTERN && isStorable(value) && reading.patterns-- > 0;
  const pattern = whole(keep("pattern", isPattern), drop);
  const more = { ...lengths, pattern };
  if (format === "email") return ["email", more];
  if (format === "uri") {
    keep("allOf", (value): value is typeof WEB => isSame(value, WEB));
    return ["url", more];
  }
  return [schema[FIELD_TYPE] === "textarea" ? "textarea" : "text", more];
}

/** JSON Schema looks for a pattern anywhere in a text; ours is for the whole of it. */
function whole(pattern: string | undefined, drop: Drop): string | undefined {
  if (pattern === undefined) return undefined;
  const ours = /^\^\(\?:([\s\S]*)\)\$$/.exec(pattern)?.[1];
  const found = [ours, `[\\s\\S]*(?:${pattern})[\\s\\S]*`].find((one) => one !== undefined && !patternProblem(one));
  if (found === undefined) drop("pattern");
  return found;
}

function choicesOf(keep: Keep): FieldOption[] | null {
  const bare = keep("enum", isTexts)?.map((value) => ({ const: value, title: undefined }));
  const choices = new Map<string, FieldOption>();
  for (const { const: value, title } of bare ?? keep("oneOf", isTitled) ?? keep("anyOf", isTitled) ?? []) {
    if (isBlankText(value) || value.length > LONGEST_VALUE || !isStorable(value) || choices.has(value)) continue;
    choices.set(value, { value, label: (textOf(title) ?? value).slice(0, LONGEST_LABEL) });
  }
  return choices.size > 0 ? toldApart([...choices.values()]) : null;
}

/** Options that would read the same carry their values, too. */
function toldApart(options: FieldOption[]): FieldOption[] {
  const times = new Map<string, number>();
  for (const { label } of options) times.set(label, (times.get(label) ?? 0) + 1);
  return options.map(({ value, label }) => ({ value, label: times.get(label) === 1 ? label : `${label} (${value})` }));
}

const LIMITS = ["min", "max", "minLength", "maxLength", "minItems", "maxItems"] as const;

/** Whoever sends a limit that no answer keeps gets answers without it, and no form that nobody can send. */
function dropImpossible(field: FieldSpec, drop: Drop): void {
  for (const limit of LIMITS) {
    if (field[limit] === undefined || isPossible(field, limit)) continue;
    drop(limit);
    delete field[limit];
  }
  if (!isCrossed(field)) return;
  for (const limit of LIMITS) delete field[limit];
  drop("limits that nothing lies between");
}

function isPossible(field: FieldSpec, limit: (typeof LIMITS)[number]): boolean {
  const { type, options, [limit]: value } = field;
  const isAddress = type === "email" || type === "url";
  switch (limit) {
    case "min":
    case "max":
      return typeof value === "number" ? Math.abs(value) <= Number.MAX_SAFE_INTEGER : isLimitOf(type, value);
    case "minLength":
      return isCountTo(value, isAddress ? SHORT_ADDRESS : LONGEST_NEEDED);
    case "maxLength":
      return Number.isInteger(value) && Number(value) >= (isAddress ? SHORT_ADDRESS : 1);
    case "minItems":
      return isCountTo(value, options?.length ?? MOST_ITEMS);
    case "maxItems":
      return Number.isInteger(value) && Number(value) >= 1;
  }
}

function takeDefault(field: FieldSpec, value: unknown, drop: Drop): void {
  let parsed: ReturnType<typeof parseValues>;
  try {
    if (JSON.stringify(value).length > LONGEST_DEFAULT) return drop("default");
    parsed = parseValues({ fields: [field] }, undefined, { [field.name]: value });
  } catch {
    return drop("default");
  }
  if (parsed.ok) field.default = value as FormValue;
  else drop("default");
}

/** What is nested too deep to be written down is like nothing of ours. */
function isSame(one: unknown, other: unknown): boolean {
  try {
    return JSON.stringify(one) === JSON.stringify(other);
  } catch {
    return false;
  }
}

const readFrom =
  (schema: JsonSchema): Keep =>
  (keyword, fits) => {
    const value = schema[keyword];
    return fits(value) ? value : undefined;
  };

const isRecord = (value: unknown): value is JsonSchema =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === "string";
const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.length > 0 && value.length <= MOST_OPTIONS && value.every(isText);
const isCountTo = (value: unknown, most: number): value is number =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) <= most;
const isAnything = (_: unknown): _ is unknown => true;
const isNumber = (value: unknown): value is number => typeof value === "number";
const isType = (value: unknown): value is string | string[] => isText(value) || isTexts(value);
const isFormat = (value: unknown): value is string =>
  value === "email" || value === "uri" || value === "date" || value === "date-time";
const isTitled = (value: unknown): value is { const: string; title?: string }[] =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.length <= MOST_OPTIONS &&
  value.every((one) => isRecord(one) && isText(one.const));
const textOf = (value: unknown) => (isText(value) && !isBlankText(value) ? value : undefined);

const stripped = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T;
