import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { holdpoint } from "@/lib/app";
import { HoldpointError } from "@/lib/errors";

/** Requests that may come at once, whatever the sustained rate. */
export const smallestBurst = 600;

/** One per process: Next evaluates this module once for every part of the server it bundles. */
const slot = globalThis as typeof globalThis & { holdpointRateLimiter?: RateLimiterMemory };

/**
 * Counts one request of `who`. Throws `rate_limited` with `retryAfter` in seconds.
 * A window is as long as its burst takes at the sustained rate, so both hold.
 */
export async function takeTurn(who: string): Promise<void> {
  const perSecond = holdpoint().settings.rateLimit;
  if (perSecond === 0) return;
  const points = Math.max(smallestBurst, 10 * perSecond);
  slot.holdpointRateLimiter ??= new RateLimiterMemory({ points, duration: points / perSecond });
  try {
    await slot.holdpointRateLimiter.consume(who);
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    const retryAfter = Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
    throw new HoldpointError("rate_limited", `Too many requests. Please wait ${retryAfter} s.`, { retryAfter });
  }
}
