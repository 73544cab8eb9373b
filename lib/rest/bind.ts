import { holdpoint } from "@/lib/app";
import type { Contract, Endpoint } from "@/lib/features/endpoint";
import { emptyBody, noQuery } from "@/lib/features/schemas";
import { prefersEventStream } from "@/lib/http/accepts";
import type { ApiRequest } from "@/lib/http/api-request";
import { paramReader } from "@/lib/http/path-params";
import { preferenceApplied, preferredWait } from "@/lib/http/prefer";
import { read } from "@/lib/http/read";
import { jsonAnswer, respond } from "@/lib/http/respond";
import { type Handler, type Params, routes } from "@/lib/http/route";
import { upload } from "@/lib/http/upload";
import { change, write } from "@/lib/http/write";
import type { Works } from "./work";

/** What the route file of each path exports. */
type BoundRoutes<C extends Contract> = Record<C[keyof C]["path"], ReturnType<typeof routes>>;

/** The routes of a contract, by path. The compiler asks for the work of every endpoint, and for no other. */
export function bind<C extends Contract>(contract: C, works: Works<NoInfer<C>>): BoundRoutes<C> {
  const offered: Record<string, Record<string, Handler>> = {};
  for (const [name, endpoint] of Object.entries(contract)) {
    const handler = handlerOf(endpoint, works[name]);
    offered[endpoint.path] = { ...offered[endpoint.path], [endpoint.method.toUpperCase()]: handler };
  }
  const bound = Object.entries(offered).map(([path, handlers]) => [path, routes(handlers)]);
  return Object.fromEntries(bound) as BoundRoutes<C>;
}

/** `Works` has told the compiler what the work of each endpoint takes and answers; from here on all are alike. */
type AnyWork = (call: never) => Promise<never>;

function handlerOf(endpoint: Endpoint, work: unknown): Handler {
  const { method, query = noQuery, body = emptyBody, status = 200, waits, location, oneChange } = endpoint;
  if (endpoint.open) return work as Handler;
  if (endpoint.stream) {
    const either = work as { page: AnyWork; stream: AnyWork };
    const page = read(query, bound(endpoint, either.page));
    const stream = read(noQuery, bound(endpoint, either.stream));
    return (request, context) => (prefersEventStream(request.headers) ? stream : page)(request, context);
  }
  const call = bound(endpoint, waits && method === "get" ? longPoll(work as AnyWork) : (work as AnyWork));
  if (method === "get") return read(query, call);
  if (body === "bytes") return upload({ query, status, location }, call);
  const options = { body, status, mayBeEmpty: endpoint.bodyOptional ?? !endpoint.body };
  const reviewOf = endpoint.item === "review" ? idOf : undefined;
  return waits ? write({ ...options, location, oneChange, reviewOf }, call) : change(options, call);
}

const idOf = ({ id }: Params) => (typeof id === "string" ? id : undefined);

/** Query and body have been read when it is called: what they can't mean is refused before what the path can't. */
function bound(endpoint: Endpoint, work: AnyWork) {
  const readParams = paramReader(endpoint);
  return ({ params, ...call }: { params: Params }) =>
    work({ ...call, params: readParams(params), operations: holdpoint().operations } as never);
}

/** A GET that is told how long its answer may be held. */
const longPoll =
  (work: AnyWork) =>
  async (call: { request: ApiRequest }): Promise<never> => {
    const { headers } = call.request;
    const answer = await work({ ...call, wait: preferredWait(headers) } as never);
    return respond(jsonAnswer(answer), preferenceApplied(headers)) as never;
  };
