import type { z } from "zod";
import type { Operations } from "@/lib/contract/operations";
import type { StartedRun } from "@/lib/contract/requests";
import type { Contract, Endpoint, ParamsOf } from "@/lib/features/endpoint";
import type { PostCall } from "@/lib/http/post";
import type { ReadCall } from "@/lib/http/read";
import type { Handler } from "@/lib/http/route";
import type { UploadCall } from "@/lib/http/upload";

type Read<Schema, Without> = Schema extends z.ZodType ? z.output<Schema> : Without;

type Bound<Call, E extends Endpoint> = Omit<Call, "params"> & { params: ParamsOf<E["path"]>; operations: Operations };

/** `wait`: for how many seconds the caller would like the answer to be held; null where they did not say. */
type Get<E extends Endpoint> = Bound<ReadCall<Read<E["query"], unknown>>, E> &
  (E extends { waits: true } ? { wait: number | null } : unknown);

type Post<E extends Endpoint> = E extends { body: "bytes" }
  ? Bound<UploadCall<Read<E["query"], unknown>>, E>
  : Bound<PostCall<Read<E["body"], unknown>>, E>;

type Answer<E extends Endpoint> = Read<E["answer"], Response>;

/** What carries out an endpoint: it gets what the contract reads, and answers what the contract says. */
type Work<E extends Endpoint> = E extends { open: true }
  ? Handler
  : E extends { stream: string }
    ? { page(call: Get<E>): Promise<Answer<E>>; stream(call: Omit<Get<E>, "query">): Promise<Response> }
    : E extends { method: "get" }
      ? (call: Get<E>) => Promise<Answer<E>>
      : (call: Post<E>) => Promise<Answer<E> | (E extends { also: { 200: string } } ? StartedRun : never)>;

export type Works<C extends Contract> = { [Name in keyof C]: Work<C[Name]> };
