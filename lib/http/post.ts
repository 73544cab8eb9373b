import type { z } from "zod";
import { holdpoint } from "@/lib/app";
import { noQuery } from "@/lib/features/schemas";
import type { RunView } from "@/lib/views/views";
import type { Principal } from "@/lib/words/people";
import type { ApiRequest } from "./api-request";
import { authenticate, bodyOf } from "./authenticate";
import { parseJson } from "./body";
import { checkBody, checkQuery } from "./check";
import { bodyHash, idempotencyKey } from "./idempotency-key";
import { type Once, once } from "./once";
import { type Answer, HttpProblem, problemAnswer, type Refuse } from "./problem";
import { takeTurn } from "./rate-limit";
import { respond } from "./respond";
import { answered, answerOf, type Handler, type Params } from "./route";
import { requireSameOrigin } from "./same-origin";

export interface PostCall<Body> extends Once {
  principal: Principal;
  params: Params;
  body: Body;
  headers: Headers;
  /** Set where the answer is not kept for repeats: who goes away early must not decide what those get. */
  signal?: AbortSignal;
}

interface Options<S> {
  body: S;
  /** No body means an empty object. */
  mayBeEmpty?: boolean;
  /** How this door says no. */
  refuse?: Refuse;
  /** Set where the work is one change of one run, and hands on `keep`: the answer to it. */
  answerTo?(run: RunView): Answer;
  /** Set where it answers a review: which one. */
  reviewOf?(params: Params): string | undefined;
  finish?(answer: Answer, request: ApiRequest, replayed: boolean): Response;
}

/** A POST, PATCH or DELETE: who is it, may they come in now, does the body fit, then the work, once per Idempotency-Key. */
export function post<S extends z.ZodType>(
  { body: schema, mayBeEmpty = false, refuse = problemAnswer, finish = plain, answerTo, reviewOf }: Options<S>,
  carryOut: (call: PostCall<z.output<S>>) => Promise<Answer>,
): Handler {
  return (request, context) =>
    answered(
      request,
      async () => {
        const params = await context.params;
        const caller = await authenticate(request, reviewOf?.(params));
        if (caller.by === "cookie") requireOwnPage(request);
        await takeTurn(caller.key);
        const raw = await bodyOf(request, caller);
        const key = idempotencyKey(request.headers);
        const work = (more: Once) =>
          answerOf(
            request,
            () => {
              checkQuery(noQuery, request.nextUrl.searchParams);
              const body = checkBody(schema, mayBeEmpty && raw.bytes.length === 0 ? {} : parseJson(raw));
              const signal = key === null ? request.signal : undefined;
              const { principal } = caller;
              return carryOut({ principal, params, body, headers: request.headers, signal, ...more });
            },
            refuse,
          );
        if (key === null) return finish(await work({}), request, false);
        const place = { principal: caller.key, path: request.nextUrl.pathname, key };
        // Whoever is to wait (`Prefer`) is answered some time after the change.
        const answerAtOnce = request.headers.has("prefer") ? undefined : answerTo;
        const repeatable = { ...place, bodyHash: bodyHash(raw, caller.principal) };
        const { answer, replayed } = await once(repeatable, answerAtOnce, work);
        const response = finish(answer, request, replayed);
        if (replayed) response.headers.set("Idempotent-Replayed", "true");
        return response;
      },
      refuse,
    );
}

const plain = (answer: Answer) => respond(answer);

/** JSON is a type that no form of another site can send without being asked first. */
export function requireOwnPage(request: ApiRequest): void {
  requireSameOrigin(request.headers, holdpoint().settings.publicUrl);
  if (/^application\/json\s*(;|$)/i.test(request.headers.get("content-type") ?? "")) return;
  throw new HttpProblem("unsupported_media_type", "Send the body as application/json.");
}
