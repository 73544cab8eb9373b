import { z } from "zod";
import { components } from "@/lib/features/component";
import type { Endpoint } from "@/lib/features/endpoint";
import type { JsonSchema } from "@/lib/forms/json-schema";
import { dialectEndpoints, restEndpoints } from "./endpoints";
import { error, problem } from "./refusal-schemas";

export interface Parameter {
  name: string;
  in: "path" | "query" | "header";
  required: boolean;
  description?: string;
  schema: JsonSchema;
}

export interface MediaTypes {
  [type: string]: { schema: JsonSchema };
}

export interface Operation {
  tags: string[];
  summary: string;
  security?: [];
  parameters: Parameter[];
  requestBody?: { required: boolean; content: MediaTypes };
  responses: Record<string, { description: string; content: MediaTypes }>;
}

export interface OpenApiDocument {
  openapi: "3.1.0";
  info: { title: string; version: string; description: string };
  security: Record<string, []>[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, JsonSchema>; securitySchemes: Record<string, object> };
}

const VERSION = "1";
const REF = "#/components/schemas/";

let made: OpenApiDocument | undefined;

/** OpenAPI 3.1 of REST and the older dialects, made once of the schemas that read requests. */
export function openApiDocument(): OpenApiDocument {
  made ??= makeDocument();
  return made;
}

function makeDocument(): OpenApiDocument {
  const paths: OpenApiDocument["paths"] = {};
  for (const [endpoints, refusal, type] of [
    [restEndpoints, problem, "application/problem+json"],
    [dialectEndpoints, error, "application/json"],
  ] as const) {
    for (const endpoint of endpoints) {
      paths[endpoint.path] = { ...paths[endpoint.path], [endpoint.method]: operation(endpoint, refusal, type) };
    }
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Holdpoint",
      version: VERSION,
      description: "Start runs, see what waits for people, answer it, and follow along.",
    },
    security: [{ token: [] }, { session: [] }],
    paths,
    components: {
      schemas: namedSchemas(),
      securitySchemes: {
        token: { type: "http", scheme: "bearer", description: "An API token. It acts as the person it belongs to." },
        session: {
          type: "apiKey",
          in: "cookie",
          name: "next-auth.session-token",
          description: "Of a browser; writes are taken from Holdpoint's own pages only.",
        },
      },
    },
  };
}

function operation(endpoint: Endpoint, refusal: z.ZodType, refusalType: string): Operation {
  const { group, summary, body, bodyOptional = false, answer, status = 200, also, stream, open } = endpoint;
  const content = contentOf(answer);
  const responses: Operation["responses"] = { [status]: { description: "Done.", content } };
  for (const [other, text] of Object.entries(also ?? {})) responses[other] = { description: text, content };
  if (stream) responses[status] = { description: stream, content: { ...content, "text/event-stream": { schema: {} } } };
  responses.default = { description: "Refused.", content: { [refusalType]: { schema: schemaOf(refusal) } } };
  return {
    tags: [group],
    summary,
    ...(open && { security: [] }),
    parameters: parametersOf(endpoint),
    ...(body && { requestBody: { required: !bodyOptional, content: contentOf(body) } }),
    responses,
  };
}

function contentOf(what: z.ZodType | "bytes"): MediaTypes {
  return what === "bytes" ? { "*/*": { schema: {} } } : { "application/json": { schema: schemaOf(what) } };
}

const pathSchemas: Record<string, JsonSchema> = {
  id: { type: "string", format: "uuid" },
  seq: { type: "integer", minimum: 1 },
  thread_id: { type: "string", maxLength: 128 },
};

const headersOf = ({ waits, body, stream }: Endpoint): Record<string, string> => ({
  ...(waits && {
    Prefer: "`wait=N`: holds the answer until the run waits for a person, ends or fails, at most N seconds.",
  }),
  ...(body &&
    body !== "bytes" && {
      "Idempotency-Key":
        "1 to 255 printable ASCII characters. The first answer that accepts is kept for 24 hours and given again.",
    }),
  ...(stream && { "Last-Event-ID": "With a stream: go on after this event." }),
});

function parametersOf(endpoint: Endpoint): Parameter[] {
  const { path, query } = endpoint;
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(
    ([, name = ""]): Parameter => ({ name, in: "path", required: true, schema: pathSchemas[name] ?? {} }),
  );
  const { properties = {}, required = [] } = (query ? schemaOf(query) : {}) as {
    properties?: Record<string, JsonSchema>;
    required?: string[];
  };
  const inQuery = Object.entries(properties).map(
    ([name, schema]): Parameter => ({ name, in: "query", required: required.includes(name), schema }),
  );
  const inHeaders = Object.entries(headersOf(endpoint)).map(
    ([name, description]): Parameter => ({
      name,
      in: "header",
      required: false,
      description,
      schema: { type: "string" },
    }),
  );
  return [...inPath, ...inQuery, ...inHeaders];
}

const options = {
  io: "input",
  override({ zodSchema, jsonSchema }: { zodSchema: unknown; jsonSchema: JsonSchema }) {
    // What a format says needs no pattern beside it.
    if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
    if (components.get(zodSchema as z.ZodType)?.id === "Json") delete jsonSchema.anyOf;
  },
} as const;

function namedSchemas(): Record<string, JsonSchema> {
  const { schemas } = z.toJSONSchema(components, { ...options, uri: (id) => `${REF}${id}` });
  return Object.fromEntries(Object.entries(schemas).map(([id, schema]) => [id, bare(schema)]));
}

/** A schema that refers to the named ones. */
function schemaOf(schema: z.ZodType): JsonSchema {
  const made = z.toJSONSchema(schema, { ...options, metadata: components });
  const id = components.get(schema)?.id;
  if (id) return { $ref: REF + id };
  const { $defs: _defs, ...own } = JSON.parse(JSON.stringify(made).replaceAll("#/$defs/", REF)) as JsonSchema;
  return bare(own);
}

const bare = ({ $schema: _schema, $id: _id, id: _name, ...schema }: JsonSchema): JsonSchema => schema;
