import type { z } from "zod";
import type { Principal } from "@/lib/words/people";
import type { ApiRequest } from "./api-request";
import { authenticate, type Caller } from "./authenticate";
import { checkQuery } from "./check";
import type { Refuse } from "./problem";
import { takeTurn } from "./rate-limit";
import { jsonAnswer, respond } from "./respond";
import { answered, type Handler, type Params } from "./route";

export interface ReadCall<Query> {
  principal: Principal;
  params: Params;
  query: Query;
  request: ApiRequest;
  caller: Caller;
}

/** A GET: who is it, may they come in now, does the query fit, then the work; its result is JSON or a response. */
export function read<S extends z.ZodType>(
  query: S,
  work: (call: ReadCall<z.output<S>>) => Promise<object | Response>,
  refuse?: Refuse,
): Handler {
  return (request, context) =>
    answered(
      request,
      async () => {
        const caller = await authenticate(request);
        await takeTurn(caller.key);
        const result = await work({
          principal: caller.principal,
          params: await context.params,
          query: checkQuery(query, request.nextUrl.searchParams),
          request,
          caller,
        });
        return result instanceof Response ? result : respond(jsonAnswer(result));
      },
      refuse,
    );
}
