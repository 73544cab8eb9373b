import type { FieldError } from "@/lib/forms/spec";

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

export const invalid = (errors: FieldError[]) =>
  new HoldpointError("invalid", errors[0]?.message ?? "That does not fit what is asked for.", { errors });

export function isHoldpointError(error: unknown): error is HoldpointError {
  return error instanceof Error && error.name === "HoldpointError" && "code" in error && "details" in error;
}
