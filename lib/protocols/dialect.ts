import type { z } from "zod";
import { type PostCall, post } from "@/lib/http/post";
import type { Answer } from "@/lib/http/problem";
import { type ReadCall, read } from "@/lib/http/read";
import { routes } from "@/lib/http/route";
import type { RunView } from "@/lib/views/views";
import { errorAnswer } from "./error-answer";

/**
 * A POST of an older dialect: auth, limits and Idempotency-Key as in REST, refusals as `{"error"}`. `answerTo` is the answer
 * to work that is one change of one run.
 */
export const postRoutes = <S extends z.ZodType>(
  { body }: { body: S },
  work: (call: PostCall<z.output<S>>) => Promise<Answer>,
  answerTo?: (run: Pick<RunView, "id">) => Answer,
) => routes({ POST: post({ body, refuse: errorAnswer, answerTo }, work) }, errorAnswer);

export const getRoutes = <S extends z.ZodType>(
  { query }: { query: S },
  work: (call: ReadCall<z.output<S>>) => Promise<object>,
) => routes({ GET: read(query, work, errorAnswer) }, errorAnswer);
