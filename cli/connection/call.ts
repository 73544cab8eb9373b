import type { z } from "zod";
import type { Endpoint } from "@/lib/features/endpoint";

export type AnswerOf<E extends Endpoint> = E["answer"] extends z.ZodType ? z.output<E["answer"]> : never;

export type BodyOf<E extends Endpoint> = E["body"] extends z.ZodType ? z.input<E["body"]> : never;

/** Names are the contract's; values are text, and the server judges them. */
export type QueryOf<E extends Endpoint> = E["query"] extends z.ZodType
  ? { [Name in keyof z.input<E["query"]>]?: string }
  : never;

/** Of an endpoint that answers a list. */
export type RowOf<E extends Endpoint> = AnswerOf<E> extends { data: (infer Row)[] } ? Row : never;
