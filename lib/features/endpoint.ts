import type { z } from "zod";

/** What an `{id}` in a path can be the id of. */
export type Item = "run" | "review" | "file" | "schedule" | "agent" | "mail";

/** One method of one address, as it is answered, documented and called. Data only: clients import it, too. */
export interface Endpoint extends Shared, Rest {
  method: "get" | "post" | "patch" | "delete";
  /**
   * As OpenAPI writes it: `/api/v1/runs/{id}`. Every `{id}` is a UUID, a `{seq}` the number of a visit, a
   * `{thread_id}` any text.
   */
  path: string;
  summary: string;
}

/** What all endpoints of a contract have in common. */
interface Shared {
  /** What the documentation puts them under. */
  group: string;
  /** What their `{id}` is the id of. */
  item?: Item;
}

interface Rest {
  query?: z.ZodType;
  /** JSON, which an `Idempotency-Key` may come with, or the bytes of a file. */
  body?: z.ZodType | "bytes";
  /** No body means an empty object. */
  bodyOptional?: boolean;
  answer: z.ZodType | "bytes";
  /** It heeds `Prefer: wait=N`; a write that does so answers a run. */
  waits?: boolean;
  /** It answers with a run what is one change of it: the answer is kept with that change. */
  oneChange?: boolean;
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

/** `rest` takes what an endpoint may say and nothing else. */
const endpoint =
  <const M extends Endpoint["method"]>(method: M) =>
  <const P extends string, const R extends Rest>(
    path: P,
    summary: string,
    rest: R & { [Unknown in Exclude<keyof R, keyof Rest>]: never },
  ) => ({ method, path, summary, ...(rest as R) });

export const get = endpoint("get");
export const post = endpoint("post");
export const patch = endpoint("patch");
export const remove = endpoint("delete");

export function contract<
  const S extends Shared,
  const E extends Readonly<Record<string, Omit<Endpoint, keyof Shared>>>,
>(shared: S, own: E) {
  const endpoints = Object.entries(own).map(([name, one]) => [name, { ...shared, ...one }]);
  return Object.fromEntries(endpoints) as { readonly [K in keyof E]: E[K] & S };
}

/** The values of the placeholders of a path. */
export type ParamsOf<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? { [N in Name]: N extends "seq" ? number : string } & ParamsOf<Rest>
  : unknown;
