import type { RetryPolicy } from "./program";
import type { EffectError } from "./types";

/** Nobody who asks for patience gets more than this. */
const LONGEST_MS = 300_000;

/** Which attempt of which visit; the same one is always given the same chance. */
export interface Attempt {
  runId: string;
  seq: number;
  attempt: number;
}

/**
 * Milliseconds until the next attempt, or null when this was the last one. The backoff doubles up to its
 * limit; the part of it that is left to chance is taken off. What the other side asked for (Retry-After) is
 * the least, with that part put on top, up to five minutes in all.
 */
export function retryDelay(policy: RetryPolicy, which: Attempt, error: EffectError): number | null {
  if (which.attempt >= policy.attempts || !isRetried(policy, error)) return null;
  const backoff = Math.min(policy.backoffMs * 2 ** (which.attempt - 1), policy.maxBackoffMs);
  const chance = backoff * policy.jitter * fraction(`${which.runId}:${which.seq}:${which.attempt}`);
  const asked = error.retryAfterMs === undefined ? 0 : error.retryAfterMs + chance;
  return Math.round(Math.min(Math.max(backoff - chance, asked), LONGEST_MS));
}

function isRetried({ on }: RetryPolicy, { code, message, retryable }: EffectError): boolean {
  if (on === null) return retryable;
  return typeof on === "function" ? on({ code, message, retryable }) : on.includes(code);
}

/** From 0 to below 1, evenly spread: FNV-1a with the mixing of murmur3, because nothing here draws at random. */
function fraction(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
