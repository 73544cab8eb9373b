export type JsonSchema = Record<string, unknown>;

export const isSchema = (value: unknown): value is JsonSchema =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const numeric = (value: unknown) => (typeof value === "number" && Number.isFinite(value) ? value : null);

export const DEEPEST = 8;

/** Follows `$ref` into the schema itself, merges `allOf`, and takes the first alternative that is not null. */
export function resolve(schema: JsonSchema, root: JsonSchema, depth = 0): JsonSchema {
  if (depth > DEEPEST) return {};
  const inner = (part: JsonSchema) => resolve(part, root, depth + 1);
  const target = typeof schema.$ref === "string" ? targetOf(schema.$ref, root) : null;
  if (target) return inner(target);
  const { allOf, anyOf, oneOf, ...rest } = schema;
  if (Array.isArray(allOf))
    return allOf
      .filter(isSchema)
      .map(inner)
      .reduce(merge, inner({ ...rest, anyOf, oneOf }));
  const alternatives = [anyOf, oneOf].find(Array.isArray)?.filter(isSchema).map(inner) ?? [];
  const chosen = alternatives.find((option) => typeOf(option) !== "null") ?? alternatives[0];
  return chosen ? merge(rest, chosen) : rest;
}

function targetOf(ref: string, root: JsonSchema): JsonSchema | null {
  if (!ref.startsWith("#")) return null;
  const parts = ref.split("/").slice(1);
  const names = parts.map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
  const found = names.reduce<unknown>((at, name) => (isSchema(at) && Object.hasOwn(at, name) ? at[name] : null), root);
  return isSchema(found) ? found : null;
}

function merge(a: JsonSchema, b: JsonSchema): JsonSchema {
  const both = { ...a, ...b };
  if (isSchema(a.properties) && isSchema(b.properties)) both.properties = { ...a.properties, ...b.properties };
  if (Array.isArray(a.required) && Array.isArray(b.required)) both.required = [...a.required, ...b.required];
  return both;
}

export function typeOf({ type, ...schema }: JsonSchema): string {
  if (Array.isArray(type)) return String(type.find((each) => each !== "null") ?? "null");
  if (typeof type === "string") return type;
  if (schema.properties || schema.required) return "object";
  if (schema.items || schema.prefixItems) return "array";
  return schema.minimum !== undefined || schema.maximum !== undefined ? "number" : "string";
}
