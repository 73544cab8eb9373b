import type { z } from "zod";
import type { StartedRun } from "@/lib/contract/requests";
import type { RunView } from "@/lib/views/views";
import { held } from "./held";
import { type PostCall, post } from "./post";
import { preferenceApplied, preferredWait } from "./prefer";
import { jsonAnswer, located, respond } from "./respond";
import type { Handler, Params } from "./route";

interface WriteOptions<S> {
  body: S;
  status: 200 | 201;
  /** No body means an empty object. */
  mayBeEmpty?: boolean;
  /** It is one change of one run, which `keep` is handed on to. */
  oneChange?: boolean;
  reviewOf?(params: Params): string | undefined;
}

/**
 * A POST that answers a run: `status` and the run, held as long as `Prefer: wait` asks. A run that was not
 * created by this request is answered with 200.
 */
export function write<S extends z.ZodType>(
  { status, location, oneChange, ...options }: WriteOptions<S> & { location?: string },
  work: (call: PostCall<z.output<S>>) => Promise<RunView | StartedRun>,
): Handler {
  return post(
    {
      ...options,
      ...(oneChange && { answerTo: (run) => jsonAnswer(run, status) }),
      finish(answer, request, replayed) {
        const extra = replayed ? {} : preferenceApplied(request.headers);
        if (answer.status !== 201) return respond(answer, extra);
        // Follows from the kept answer, so that a repeat has it too.
        return respond(answer, { ...extra, ...located(location, JSON.parse(answer.body) as RunView) });
      },
    },
    async (call) => {
      const seconds = preferredWait(call.headers);
      const done = await work(call);
      const { run, created } = "created" in done ? done : { run: done, created: true };
      return jsonAnswer(await held(call.principal, run, seconds, call.signal), created ? status : 200);
    },
  );
}

/** A write that answers what was changed, at once. */
export function change<S extends z.ZodType>(
  { status, ...options }: WriteOptions<S>,
  work: (call: PostCall<z.output<S>>) => Promise<object>,
): Handler {
  return post(options, async (call) => jsonAnswer(await work(call), status));
}
