import type { z } from "zod";

export type Header = "Prefer" | "Idempotency-Key" | "Last-Event-ID";

/** What an `{id}` in a path can be the id of. */
export type Item = "run" | "review" | "file" | "schedule" | "agent" | "mail";

/** One method of one address, as it is answered, documented and called. Data only: clients import it, too. */
export interface Endpoint {
  method: "get" | "post" | "patch" | "delete";
  /**
   * As OpenAPI writes it: `/api/v1/runs/{id}`. Every `{id}` is a UUID, a `{seq}` the number of a visit, a
   * `{thread_id}` any text.
   */
  path: string;
  /** What the documentation puts it under. */
  group: string;
  /** What its `{id}` is the id of. */
  item?: Item;
  summary: string;
  description?: string;
  query?: z.ZodType;
  /** JSON, or the bytes of a file. */
  body?: z.ZodType | "bytes";
  /** No body means an empty object. */
  bodyOptional?: boolean;
  /** What it heeds. A write that heeds `Prefer` answers a run. */
  headers?: readonly Header[];
  answer: z.ZodType | "bytes";
  /** 200 where nothing is said. */
  status?: 200 | 201;
  /** Where what it made is found, with an `{id}` that is the answer's. */
  location?: string;
  /** Other statuses with the same answer, and what each means. */
  also?: Readonly<Record<number, string>>;
  /** Set where `Accept: text/event-stream` gets a stream instead; what is in it. */
  stream?: string;
  /** No token needed. */
  open?: boolean;
}

/** The endpoints of one feature, by a name of each. */
export type Contract = Readonly<Record<string, Endpoint>>;

type Shared = Pick<Endpoint, "group" | "item">;
type Own = Omit<Endpoint, keyof Shared>;

/** A contract whose endpoints have their group, and what an `{id}` is, in common. */
export function contract<const S extends Shared, const E extends Readonly<Record<string, Own>>>(shared: S, own: E) {
  const endpoints = Object.entries(own).map(([name, endpoint]) => [name, { ...shared, ...endpoint }]);
  return Object.fromEntries(endpoints) as { readonly [K in keyof E]: E[K] & S };
}

/** The values of the placeholders of a path. */
export type ParamsOf<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? { [N in Name]: N extends "seq" ? number : string } & ParamsOf<Rest>
  : unknown;
