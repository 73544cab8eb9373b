import type { NextRequest } from "next/server";
import type { z } from "zod";
import { holdpoint } from "@/lib/app";
import type { StartedRun } from "@/lib/holdpoint";
import type { Principal } from "@/lib/views/people";
import type { RunView } from "@/lib/views/views";
import { authenticate, type Caller } from "./authenticate";
import { parseJson, readBody } from "./body";
import { checkBody, checkQuery } from "./check";
import { held } from "./held";
import { bodyHash, idempotencyKey } from "./idempotency-key";
import { preferenceApplied, preferredWait } from "./prefer";
import { type Answer, HttpProblem } from "./problem";
import { takeTurn } from "./rate-limit";
import { jsonAnswer, respond } from "./respond";
import { answered, answerOf, type Handler, type Params } from "./route";
import { requireSameOrigin } from "./same-origin";
import { noQuery } from "./schemas";

export interface WriteCall<Body> {
  principal: Principal;
  params: Params;
  body: Body;
  /** The same for every repeat under one Idempotency-Key; absent without a key. */
  resourceId?: string;
}

interface WriteOptions<S> {
  body: S;
  status: 200 | 201;
  /** No body means an empty object. */
  mayBeEmpty?: boolean;
}

/**
 * A POST that answers a run: `status` and the run, held as long as `Prefer: wait` asks. A run that was not
 * created by this request is answered with 200.
 */
export function write<S extends z.ZodType>(
  options: WriteOptions<S>,
  work: (call: WriteCall<z.output<S>>) => Promise<RunView | StartedRun>,
): Handler {
  return handle(
    options,
    async (call, request, signal) => {
      const seconds = preferredWait(request.headers);
      const done = await work(call);
      const { run, created } = "created" in done ? done : { run: done, created: true };
      return jsonAnswer(await held(call.principal, run, seconds, signal), created ? options.status : 200);
    },
    preferenceApplied,
  );
}

/** A write that answers what was changed, at once. */
export function change<S extends z.ZodType>(
  options: WriteOptions<S>,
  work: (call: WriteCall<z.output<S>>) => Promise<object>,
): Handler {
  return handle(
    options,
    async (call) => jsonAnswer(await work(call), options.status),
    () => ({}),
  );
}

function handle<S extends z.ZodType>(
  { body: schema, mayBeEmpty = false }: WriteOptions<S>,
  work: (call: WriteCall<z.output<S>>, request: NextRequest, signal?: AbortSignal) => Promise<Answer>,
  extraHeaders: (headers: Headers) => Record<string, string>,
): Handler {
  return (request, context) =>
    answered(request, async () => {
      const caller = await authenticate(request);
      if (caller.by === "cookie") requireOwnPage(request);
      await takeTurn(caller.key);
      const params = await context.params;
      const raw = await readBody(request);

      const key = idempotencyKey(request.headers);
      const answer = (resourceId?: string) =>
        answerOf(request, async () => {
          checkQuery(noQuery, request.nextUrl.searchParams);
          const body = checkBody(schema, mayBeEmpty && raw.bytes.length === 0 ? {} : parseJson(raw));
          // Kept for repeats: who goes away early must not decide what they get.
          const signal = key === null ? request.signal : undefined;
          return work({ principal: caller.principal, params, body, resourceId }, request, signal);
        });

      if (key === null) return finish(await answer(), extraHeaders(request.headers));
      return once(request, caller, { key, bodyHash: bodyHash(raw) }, answer, extraHeaders);
    });
}

async function once(
  request: NextRequest,
  caller: Caller,
  repeat: { key: string; bodyHash: string },
  answer: (resourceId: string) => Promise<Answer>,
  extraHeaders: (headers: Headers) => Record<string, string>,
): Promise<Response> {
  let extra: Record<string, string> = { "Idempotent-Replayed": "true" };
  const stored = await holdpoint().idempotency.once(
    { principal: caller.key, path: request.nextUrl.pathname, ...repeat },
    (resourceId) => {
      extra = extraHeaders(request.headers);
      return answer(resourceId);
    },
  );
  return finish(stored, extra);
}

/** `Location` follows from the kept answer, so that a repeat has it too. */
function finish(answer: Answer, extra: Record<string, string>): Response {
  if (answer.status !== 201) return respond(answer, extra);
  const { id } = JSON.parse(answer.body) as RunView;
  return respond(answer, { ...extra, Location: `/api/v1/runs/${id}` });
}

/** JSON is a type that no form of another site can send without being asked first. */
function requireOwnPage(request: NextRequest): void {
  requireSameOrigin(request.headers, holdpoint().settings.publicUrl);
  if (/^application\/json\s*(;|$)/i.test(request.headers.get("content-type") ?? "")) return;
  throw new HttpProblem("unsupported_media_type", "Send the body as application/json.");
}
