import { isClaimFirst } from "@/lib/contract/keep";
import type { ApiRequest } from "./api-request";
import { type Answer, HttpProblem, problemAnswer, type Refuse } from "./problem";
import { respond } from "./respond";

export type Params = Record<string, string | string[] | undefined>;
export type Handler = (request: ApiRequest, context: { params: Promise<Params> }) => Promise<Response>;

/**
 * The exports of a route file: what it offers, and for every other method a 405 that says what it does:
 *
 *     export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({ GET: read(...) });
 */
export function routes(
  offered: { GET?: Handler; POST?: Handler; PATCH?: Handler; DELETE?: Handler },
  refuse: Refuse = problemAnswer,
) {
  const { GET, POST, PATCH, DELETE } = offered;
  const taken = [GET && "GET, HEAD", POST && "POST", PATCH && "PATCH", DELETE && "DELETE", "OPTIONS"];
  const Allow = taken.filter(Boolean).join(", ");
  const other: Handler = async (request) => {
    const problem = new HttpProblem("method_not_allowed", `This address takes ${Allow}, not ${request.method}.`);
    return respond(refuse(problem, place(request)), { Allow });
  };
  const options: Handler = async () => new Response(null, { status: 204, headers: { Allow } });
  return {
    GET: GET ?? other,
    HEAD: GET ? withoutBody(GET) : other,
    POST: POST ?? other,
    PUT: other,
    PATCH: PATCH ?? other,
    DELETE: DELETE ?? other,
    OPTIONS: options,
  };
}

/** Runs `work`; whatever it throws becomes a refusal, by default a problem document. */
export async function answered(
  request: ApiRequest,
  work: () => Promise<Response>,
  refuse: Refuse = problemAnswer,
): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    return respond(refuse(error, place(request)));
  }
}

/** The same before it is a response; `ClaimFirst` is no refusal. */
export async function answerOf(
  request: ApiRequest,
  work: () => Promise<Answer>,
  refuse: Refuse = problemAnswer,
): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    if (isClaimFirst(error)) throw error;
    return refuse(error, place(request));
  }
}

/** Without the query: it may hold what does not belong in a log. */
const place = (request: ApiRequest) => `${request.method} ${request.nextUrl.pathname}`;

const withoutBody =
  (get: Handler): Handler =>
  async (request, context) => {
    const response = await get(request, context);
    await response.body?.cancel();
    return new Response(null, { status: response.status, headers: response.headers });
  };
