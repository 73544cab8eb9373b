import type { RetriedError, RetryPolicy } from "@/lib/engine/program";

/** What steps that do something outside report; code steps may throw others as `{code, message, retryable}`. */
type ErrorCode =
  | "model_rate_limited"
  | "model_unavailable"
  | "model_refused"
  | "bad_structured_output"
  | "http_status"
  | "http_timeout"
  | "http_unreachable"
  | "bad_response"
  | "code_failed"
  | "code_crashed"
  | "time_limit"
  | (string & Record<never, never>);

/** How an author says which failures are tried again, how often and how soon. */
export interface RetryOptions extends Partial<Omit<RetryPolicy, "on">> {
  /** Codes of the errors to try again, or a pure function that says it. By default those that may pass by themselves. */
  on?: readonly ErrorCode[] | ((error: RetriedError) => boolean);
}

const DEFAULTS: RetryPolicy = { attempts: 5, backoffMs: 1_000, maxBackoffMs: 60_000, jitter: 0.5, on: null };

export const compileRetry = (options: RetryOptions = {}): RetryPolicy => ({ ...DEFAULTS, ...options });

export function checkRetry(options: RetryOptions, report: (message: string) => void): void {
  const { attempts, backoffMs, maxBackoffMs, jitter, on } = compileRetry(options);
  if (!Number.isInteger(attempts) || attempts < 1) report("its retry.attempts must be a whole number from 1.");
  if (!(backoffMs >= 0 && maxBackoffMs >= 0)) report("its retry waits must be 0 or more milliseconds.");
  if (!(jitter >= 0 && jitter <= 1)) report("its retry.jitter must be from 0 (none) to 1 (the whole wait).");
  if (Array.isArray(on) && on.length === 0) report("its retry.on names no error; give codes, or set attempts to 1.");
}
