import { isBlankText } from "@/lib/text/hidden";
import { isStorable } from "@/lib/text/is-storable";
import { isCrossed, isLimit } from "./bounds";
import { FIELD_TYPE, stripped } from "./json-schema";
import { FIELDS, type FieldType, kindOf } from "./kinds";
import { isTexts, LONGEST_LABEL, readChoices } from "./kinds/choices";
import { type Described, isCountTo, isRecord, isText, type Keep, readFrom } from "./kinds/described";
import { isFieldName } from "./names";
import { patternProblem } from "./pattern";
import type { FieldOption, FieldSpec, FormValue } from "./spec";
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
const [MOST_FIELDS, MOST_PATTERNS, MOST_ITEMS, DEPTH] = [100, 20, 100, 3];
const [LONGEST_HELP, LONGEST_PATTERN, LONGEST_DEFAULT] = [4_000, 500, 20_000];
/** Longest text that a person can be made to write. */
const LONGEST_NEEDED = 2_000;

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

function fieldOf(name: string, property: unknown, required: boolean, drop: Drop, at: string, reading: Reading) {
  const schema = isRecord(property) ? property : {};
  const kept = new Set(["title", "description", "default", FIELD_TYPE]);
  const keep: Keep = (keyword, fits) => {
    const value = readFrom(schema)(keyword, fits);
    if (value !== undefined) kept.add(keyword);
    return value;
  };
  const group = (items: unknown) => groupOf(items, `${at}${name}.`, reading);
  const label = textOf(schema.title)?.slice(0, LONGEST_LABEL) ?? name;
  const help = textOf(schema.description)?.slice(0, LONGEST_HELP);
  const field: FieldSpec = stripped({
    name,
    label,
    required,
    help,
    ...typeOf({ schema, required, keep, group }, drop, reading),
  });
  dropImpossible(field, drop);
  if (schema.default !== undefined) takeDefault(field, schema.default, drop);
  for (const keyword of Object.keys(schema)) if (!kept.has(keyword)) drop(keyword);
  return field;
}

/** The type of a field, and what it has of its own: of the first kind that takes the schema for its own. */
function typeOf(given: Pick<Described, "schema" | "required" | "keep" | "group">, drop: Drop, reading: Reading) {
  const { schema, keep } = given;
  const written = keep("type", isType);
  const type = isText(written) ? written : written?.find((one) => one !== "null");
  let options: FieldOption[] | null | undefined;
  const described: Described = {
    ...given,
    get type() {
      return this.options() ? "choice" : type;
    },
    options() {
      if (options === undefined) options = readChoices(keep);
      return options;
    },
    pattern: () => whole(keep("pattern", isPatternOf(reading)), drop),
    mayNest: reading.depth > 1,
  };
  for (const one of Object.keys(FIELDS).reverse() as FieldType[]) {
    const { hinted, read } = kindOf({ type: one });
    const found = hinted && schema[FIELD_TYPE] !== one ? null : read?.(described);
    if (found) return { type: one, ...found };
  }
  return { type: "json" as const };
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

/** JSON Schema looks for a pattern anywhere in a text; ours is for the whole of it. */
function whole(pattern: string | undefined, drop: Drop): string | undefined {
  if (pattern === undefined) return undefined;
  const ours = /^\^\(\?:([\s\S]*)\)\$$/.exec(pattern)?.[1];
  const found = [ours, `[\\s\\S]*(?:${pattern})[\\s\\S]*`].find((one) => one !== undefined && !patternProblem(one));
  if (found === undefined) drop("pattern");
  return found;
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
  const { options, [limit]: value } = field;
  const { room } = kindOf(field);
  switch (limit) {
    case "min":
    case "max":
      return typeof value === "number" ? Math.abs(value) <= Number.MAX_SAFE_INTEGER : isLimit(field, value);
    case "minLength":
      return isCountTo(value, room ?? LONGEST_NEEDED);
    case "maxLength":
      return Number.isInteger(value) && Number(value) >= (room ?? 1);
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

const isType = (value: unknown): value is string | string[] => isText(value) || isTexts(value);
const isPatternOf =
  (reading: Reading) =>
  (value: unknown): value is string =>
    isText(value) && value.length <= LONGEST_PATTERN && isStorable(value) && reading.patterns-- > 0;
const textOf = (value: unknown) => (isText(value) && !isBlankText(value) ? value : undefined);
