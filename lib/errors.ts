import type { FieldError } from "@/lib/forms/spec";
import { shortened } from "@/lib/text/shortened";

/** Every way an operation can refuse. REST maps `code` to a status and to a page under /docs/errors. */
export type ErrorCode =
  | "unauthenticated"
  | "forbidden"
  | "not_found"
  | "malformed"
  | "too_large"
  | "invalid"
  | "unknown_workflow"
  | "review_decided"
  | "review_closed"
  | "stale_draft"
  | "run_conflict"
  | "run_blocked"
  | "idempotency_mismatch"
  | "rate_limited"
  | "unavailable";

/**
 * A refusal that a person or a program can act on. Test `code`, never `instanceof`: pages and the
 * server live in different module graphs.
 */
export class HoldpointError extends Error {
  readonly code: ErrorCode;
  /** Extra members of the problem document, for example `errors` or `decidedBy`. */
  readonly details: Record<string, unknown>;

  constructor(code: ErrorCode, message: string, details: Record<string, unknown> = {}) {
    super(message);
    this.name = "HoldpointError";
    this.code = code;
    this.details = details;
  }
}

export const notFound = (what: string) => new HoldpointError("not_found", `There is no such ${what}.`);

/** Findings that one answer lists, and characters of each: what was sent is not sent back many times over. */
const MOST_ERRORS = 50;
const LONGEST_FIELD = 200;
const LONGEST_MESSAGE = 1_000;

/** Names what does not fit, and how many more findings there were than it names. */
export function invalid(found: FieldError[]): HoldpointError {
  const errors = found.slice(0, MOST_ERRORS).map(({ field, message }) => ({
    field: shortened(field, LONGEST_FIELD),
    message: shortened(message, LONGEST_MESSAGE),
  }));
  const more = found.length - errors.length;
  const details = { errors, ...(more > 0 && { moreErrors: more }) };
  return new HoldpointError("invalid", errors[0]?.message ?? "That does not fit what is asked for.", details);
}

export function isHoldpointError(error: unknown): error is HoldpointError {
  return error instanceof Error && error.name === "HoldpointError" && "code" in error && "details" in error;
}

/** What is not there, or not for whoever asked. */
export const isNotFound = (error: unknown): boolean => isHoldpointError(error) && error.code === "not_found";
