import type { JsonSchema } from "@/lib/forms/json-schema";
import type { MediaTypes, Operation, Parameter } from "./document";

/** One part of a type's name: text, or the name of a schema to look up. */
export type TypePart = { text: string } | { schema: string };

export interface Row {
  name: string;
  type: TypePart[];
  required: boolean;
  description: string;
}

/** A schema in words: `list of Review or null`. */
export function typeParts(schema: JsonSchema): TypePart[] {
  const { $ref, anyOf, type, items, format, additionalProperties } = schema;
  if (typeof $ref === "string") return [{ schema: $ref.split("/").at(-1) ?? "" }];
  if ("const" in schema) return [{ text: JSON.stringify(schema.const) }];
  if (Array.isArray(schema.enum)) return [{ text: schema.enum.map((one) => JSON.stringify(one)).join(" or ") }];
  if (Array.isArray(anyOf)) return joined(anyOf.map((one) => typeParts(one as JsonSchema)));
  if (Array.isArray(type)) return [{ text: type.join(" or ") }];
  if (type === "array") return [{ text: "list of " }, ...typeParts((items ?? {}) as JsonSchema)];
  if (type === "object" && typeof additionalProperties === "object") return [{ text: "object" }];
  if (type === "object") return [{ text: `{${Object.keys(propertiesOf(schema)).join(", ")}}` }];
  if (typeof format === "string") return [{ text: format === "date-time" ? "time, ISO 8601" : format }];
  return [{ text: typeof type === "string" ? type : "JSON" }];
}

const joined = (all: TypePart[][]) =>
  all.flatMap((parts, index) => (index === 0 ? parts : [{ text: " or " }, ...parts]));

/** The members of an object; of a choice of objects, none. */
export function rowsOf(schema: JsonSchema): Row[] {
  const required = (schema.required ?? []) as string[];
  return Object.entries(propertiesOf(schema)).map(([name, property]) => ({
    name,
    type: typeParts(property),
    required: required.includes(name),
    description: textOf(property.description),
  }));
}

export function rowsOfParameters(parameters: Parameter[]): Row[] {
  return parameters.map(({ name, schema, required, description, in: place }) => ({
    name,
    type: [{ text: place === "header" ? "header" : "" }, ...(place === "header" ? [] : typeParts(schema))],
    required,
    description: description ?? textOf(schema.description),
  }));
}

export const jsonOf = (content: MediaTypes): JsonSchema | null => content["application/json"]?.schema ?? null;

/** How to call it, ready to be pasted into a shell. */
export function curlOf(method: string, path: string, { requestBody, security, parameters }: Operation): string {
  const needed = parameters.filter((one) => one.in === "query" && one.required);
  const query = needed.map(({ name }) => `${name}=...`).join("&");
  const address = `$HOLDPOINT${path.replaceAll(/\{(\w+)\}/g, (_, name: string) => `$${name.toUpperCase()}`)}${query ? `?${query}` : ""}`;
  const lines = [`curl -s ${query ? `"${address}"` : address}`];
  if (!security) lines.push('-H "Authorization: Bearer $TOKEN"');
  if (method === "patch") lines.push("-X PATCH");
  const body = requestBody && jsonOf(requestBody.content);
  if (body) lines.push(`-d '${JSON.stringify(sample(body))}'`);
  else if (requestBody) lines.push("--data-binary @file");
  return lines.join(" \\\n  ");
}

function sample(schema: JsonSchema): unknown {
  const required = (schema.required ?? []) as string[];
  return Object.fromEntries(required.map((name) => [name, sampleValue(propertiesOf(schema)[name] ?? {})]));
}

function sampleValue({ type, anyOf }: JsonSchema): unknown {
  if (type === "integer") return 1;
  if (type === "boolean") return false;
  return type === "string" || (Array.isArray(anyOf) && !anyOf.some((one) => one.type === "object")) ? "..." : {};
}

const propertiesOf = ({ properties }: JsonSchema) => (properties ?? {}) as Record<string, JsonSchema>;
const textOf = (value: unknown) => (typeof value === "string" ? value : "");
