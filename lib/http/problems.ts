import type { ErrorCode } from "@/lib/errors";

/** Every problem this API answers with: what an operation refuses, and what only HTTP knows. */
export type ProblemCode = ErrorCode | "method_not_allowed" | "unsupported_media_type" | "too_many_headers" | "internal";

export interface ProblemType {
  /** HTTP status. */
  status: number;
  title: string;
  /** For the page under /docs/errors: what happened, what is safe, what to do. */
  happened: string;
  safe: string;
  todo: string;
  /** Members beside `type`, `title`, `status`, `code` and `detail`, with what each holds. */
  members?: Record<string, string>;
}

const fieldErrors = { errors: "A list of `{field, message}`, one for each thing that does not fit; at most 50." };
const moreErrors = { moreErrors: "How many more there were, where there were more." };

/** The one catalogue of problem types: answers, their documentation pages and docs/api.md follow it. */
export const problems: Record<ProblemCode, ProblemType> = {
  malformed: {
    status: 400,
    title: "The body can't be read",
    happened: "The body of the request is empty, is not JSON, or is not UTF-8.",
    safe: "Nothing was changed.",
    todo: "Send one JSON object, encoded as UTF-8.",
  },
  unauthenticated: {
    status: 401,
    title: "Sign-in or token needed",
    happened: "The request has no API token and no session, or one that is unknown, expired or revoked.",
    safe: "Nothing was read and nothing was changed.",
    todo: "Send `Authorization: Bearer <token>`, or sign in again in the browser.",
  },
  forbidden: {
    status: 403,
    title: "Not allowed",
    happened:
      "You may see this but not do it; or the request came with a session cookie from a page of another site, or without saying which.",
    safe: "Nothing was changed.",
    todo: "Ask somebody who may. Programs use an API token; browsers call this API from Holdpoint's own pages only.",
  },
  not_found: {
    status: 404,
    title: "Not found",
    happened: "There is nothing at this address, or nothing that you may see.",
    safe: "Nothing was changed.",
    todo: "Check the path and the id. An id of another workspace looks exactly like one that does not exist.",
  },
  method_not_allowed: {
    status: 405,
    title: "This address does not take that method",
    happened: "The address exists, but not for the method of the request.",
    safe: "Nothing was changed.",
    todo: "Use one of the methods in the `Allow` header of the answer.",
  },
  review_decided: {
    status: 409,
    title: "Somebody answered first",
    happened: "This review was answered before your answer arrived.",
    safe: "The first answer stands. Yours changed nothing.",
    todo: "Read who answered, what and when. If the work goes on, its next review is in your inbox.",
    members: {
      decidedBy: "Who answered, as `{kind, id, name}`.",
      action: "The button that was pressed.",
      decidedAt: "When, in UTC.",
    },
  },
  review_closed: {
    status: 409,
    title: "This review is closed",
    happened: "Nobody answered this review in time, or what it belongs to was canceled.",
    safe: "Your answer changed nothing.",
    todo: "Look at the run: it says how it went on.",
    members: { reviewStatus: "`expired` or `canceled`." },
  },
  stale_draft: {
    status: 409,
    title: "There is a newer draft",
    happened: "Your answer is about an earlier revision of the draft than the one that is shown now.",
    safe: "Your answer changed nothing.",
    todo: "Read the current draft, then answer with its revision as `draftRevision`.",
    members: { currentRevision: "The revision that is shown now." },
  },
  run_conflict: {
    status: 409,
    title: "The run is not in a state for this",
    happened: "The run has moved on, or has ended, since you looked.",
    safe: "Nothing was changed.",
    todo: "Read the run again and decide from what it says now.",
    members: { runStatus: "The run's status, where that is what stands in the way." },
  },
  run_blocked: {
    status: 409,
    title: "The run's version is not known here",
    happened: "The run is on a version of its workflow that this process does not know.",
    safe: "Nothing was changed. Its forms can still be answered, and it can be canceled.",
    todo: "Start a process that has the version `needs` names, or migrate the run to the newest one.",
    members: { needs: "The workflow and the version the run needs." },
  },
  too_large: {
    status: 413,
    title: "The body is too large",
    happened:
      "The body of the request has more than 1 MB (1,048,576 bytes), or a file more than 25 MB (25,000,000 bytes).",
    safe: "Nothing was changed.",
    todo: "Send less, or send a link to what is large.",
  },
  unsupported_media_type: {
    status: 415,
    title: "The body is of a type that is not taken here",
    happened: "A request with a session cookie had a body of another type than JSON, or a file came as a form.",
    safe: "Nothing was changed.",
    todo: "Send `Content-Type: application/json`, and a file as its bytes with `application/octet-stream`.",
  },
  invalid: {
    status: 422,
    title: "Something does not fit",
    happened: "A field, a filter or a header is missing, unknown, of the wrong type or out of its range.",
    safe: "Nothing was changed.",
    todo: "Correct what `errors` names and send the request again.",
    members: { ...fieldErrors, ...moreErrors },
  },
  unknown_workflow: {
    status: 422,
    title: "There is no such workflow",
    happened: "The name in `workflow` is not one of the workflows you can start.",
    safe: "Nothing was started.",
    todo: "`GET /api/v1/workflows` lists them.",
    members: fieldErrors,
  },
  idempotency_mismatch: {
    status: 422,
    title: "This Idempotency-Key was used with another body",
    happened: "The same key came earlier, on the same path, with a different body.",
    safe: "The first request stands. This one changed nothing.",
    todo: "Use a new key for a new request; repeat a key only with exactly the same body.",
  },
  rate_limited: {
    status: 429,
    title: "Too many requests",
    happened: "More requests came than are allowed for this token, person or address.",
    safe: "This request changed nothing.",
    todo: "Wait as many seconds as the `Retry-After` header says, then send it again.",
    members: { retryAfter: "Seconds to wait." },
  },
  too_many_headers: {
    status: 431,
    title: "Too many headers",
    happened: "The request has more header lines than anything here needs, or more than 16 kB of them.",
    safe: "Nothing was read and nothing was changed.",
    todo: "Send fewer headers. In a browser, remove this site's cookies and sign in again.",
  },
  internal: {
    status: 500,
    title: "Something went wrong on our side",
    happened: "Holdpoint met an error it did not expect. The log has the details under the id in `instance`.",
    safe: "Each change is made wholly or not at all.",
    todo: "Look whether the change is there before you repeat it, or repeat it with the same Idempotency-Key.",
    members: { instance: "`urn:uuid:` and the id of the line in the log." },
  },
  unavailable: {
    status: 503,
    title: "Holdpoint can't be reached just now",
    happened: "The database did not answer, or Holdpoint is starting or stopping.",
    safe: "What was acknowledged is kept. This request may or may not have been carried out.",
    todo: "Wait as many seconds as the `Retry-After` header says, then repeat it with the same Idempotency-Key.",
  },
};

/** Where a problem type is documented; also its `type`. */
export const problemPath = (code: ProblemCode) => `/docs/errors/${code}`;

export const isProblemCode = (code: string): code is ProblemCode => Object.hasOwn(problems, code);
