import { randomUUID } from "node:crypto";
import type { StoredResponse } from "@/lib/contract/keep";
import { type HoldpointError, isHoldpointError } from "@/lib/errors";
import { isUnavailable } from "@/lib/unavailable";
import { type ProblemCode, problemPath, problems } from "./problems";

/** An answer before it becomes a `Response`, so that it can be kept and given again. */
export interface Answer extends StoredResponse {
  /** Seconds to wait before another try, where they are known. */
  retryAfter?: number;
}

/** How a door says no, in its own words; `where` is for the log. */
export type Refuse = (error: unknown, where: string) => Answer;

/** Seconds after which a client may try again when we can't know better. */
export const retrySeconds = 2;

/** A refusal that only HTTP knows. Has the shape of a `HoldpointError`, with a code of the catalogue. */
export class HttpProblem extends Error {
  constructor(
    readonly code: ProblemCode,
    message: string,
  ) {
    super(message);
    this.name = "HttpProblem";
  }
}

/** RFC 9457. Whatever is not a refusal is logged under an id, and the answer says nothing about it. */
export function problemAnswer(error: unknown, where: string): Answer {
  if (error instanceof HttpProblem) return render(error.code, error.message, {});
  if (isHoldpointError(error)) return render(error.code, error.message, membersOf(error));
  if (isUnavailable(error)) {
    console.error(`holdpoint: ${where}: the database can't be reached: ${(error as Error).message}`);
    return render("unavailable", "The database does not answer just now. Please try again in a moment.", {});
  }
  const id = randomUUID();
  console.error(`holdpoint: error ${id} in ${where}:`, error);
  const detail = `Something went wrong on our side. It is in the log as ${id}.`;
  return render("internal", detail, { instance: `urn:uuid:${id}` });
}

/** What RFC 9457 defines is said by the catalogue alone. */
function membersOf({ details }: HoldpointError): Record<string, unknown> {
  const { type: _type, title: _title, status: _status, code: _code, detail: _detail, ...others } = details;
  return others;
}

function render(code: ProblemCode, detail: string, members: Record<string, unknown>): Answer {
  const { status, title } = problems[code];
  const problem = { type: problemPath(code), title, status, code, detail, ...members };
  const retryAfter = typeof members.retryAfter === "number" ? { retryAfter: members.retryAfter } : {};
  return { status, contentType: "application/problem+json", body: JSON.stringify(problem), ...retryAfter };
}
