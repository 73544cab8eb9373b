import type { RetryPolicy } from "./program";
import type { EffectError } from "./types";

/**
 * Milliseconds until the next attempt, or null when this was the last one. What the other side asked
 * for (Retry-After) is respected up to five minutes. Without jitter: a run waits alone.
 */
export function retryDelay(policy: RetryPolicy, attempt: number, error: EffectError): number | null {
  if (!error.retryable || attempt >= policy.attempts) return null;
  const backoff = Math.min(policy.backoffMs * 2 ** (attempt - 1), policy.maxBackoffMs);
  return Math.min(Math.max(backoff, error.retryAfterMs ?? 0), 300_000);
}
