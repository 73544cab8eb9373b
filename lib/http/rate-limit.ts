import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { holdpoint } from "@/lib/app";
import { HoldpointError } from "@/lib/errors";

/** Requests that may come at once, whatever the sustained rate. */
export const smallestBurst = 600;

interface Limit {
  points: number;
  /** Seconds. */
  duration: number;
}

/** Requests about signing in that one sender may make: pages ask a few each time, programs that guess ask many. */
const SIGN_IN: Limit = { points: 300, duration: 60 };
/** Links that one sender may ask for, for whomever: an office behind one address is one sender. */
const LINKS: Limit = { points: 60, duration: 20 * 60 };

/** Counts one request of somebody; for one too many the milliseconds to wait, else null. */
type Limiter = (who: string) => Promise<number | null>;

/**
 * One of each per process: Next evaluates this module once for every part of the server it bundles. They are closures,
 * since each part has a `RateLimiterRes` of its own.
 */
const slot = globalThis as typeof globalThis & { holdpointLimiters?: Map<string, Limiter> };

/**
 * Counts one request of `who`. Throws `rate_limited` with `retryAfter` in seconds.
 * A window is as long as its burst takes at the sustained rate, so both hold.
 */
export async function takeTurn(who: string): Promise<void> {
  const perSecond = holdpoint().settings.rateLimit;
  if (perSecond === 0) return;
  const points = Math.max(smallestBurst, 10 * perSecond);
  await consume("requests", who, { points, duration: points / perSecond });
}

/** The same for a request of a sender about signing in. */
export async function takeSignInTurn(sender: string): Promise<void> {
  if (holdpoint().settings.rateLimit > 0) await consume("sign-in", sender, SIGN_IN);
}

/** The same for a sender who asks for a link; mail goes out to others, so this limit is never off. */
export const takeLinkTurn = (sender: string): Promise<void> => consume("links", sender, LINKS);

async function consume(name: string, who: string, limit: Limit): Promise<void> {
  slot.holdpointLimiters ??= new Map();
  const limiter = slot.holdpointLimiters.get(name) ?? limiterOf(limit);
  slot.holdpointLimiters.set(name, limiter);
  const waitMs = await limiter(who);
  if (waitMs === null) return;
  const retryAfter = Math.max(1, Math.ceil(waitMs / 1000));
  throw new HoldpointError("rate_limited", `Too many requests. Please wait ${retryAfter} s.`, { retryAfter });
}

function limiterOf(limit: Limit): Limiter {
  const limiter = new RateLimiterMemory(limit);
  return (who) =>
    limiter.consume(who).then(
      () => null,
      (refusal: unknown) => {
        if (refusal instanceof RateLimiterRes) return refusal.msBeforeNext;
        throw refusal;
      },
    );
}
