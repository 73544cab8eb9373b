import { holdpoint } from "@/lib/app";
import { HoldpointError } from "@/lib/errors";
import type { Watch } from "@/lib/holdpoint";
import type { Caller } from "./authenticate";

/** Event streams and sockets that one token, or one person with a session, may have open in a process. */
export const MOST_SEATS = 100;

/** One per process: Next evaluates this module once for every part of the server it bundles. */
const slot = globalThis as typeof globalThis & { holdpointSeats?: Map<string, number> };

/**
 * Room for an event stream or a socket, and the watch over its caller. Throws `rate_limited` when the caller has too
 * many already. Leaving twice is leaving once.
 */
export function takeSeat({ principal, key, until }: Pick<Caller, "principal" | "key" | "until">): Watch {
  slot.holdpointSeats ??= new Map();
  const seats = slot.holdpointSeats;
  const taken = seats.get(key) ?? 0;
  if (taken >= MOST_SEATS) {
    const message = `At most ${MOST_SEATS} event streams and connections may be open at once. Close one first.`;
    throw new HoldpointError("rate_limited", message, { retryAfter: 5 });
  }
  seats.set(key, taken + 1);
  const watch = holdpoint().standing.watch(principal, until);
  let left = false;
  return {
    signal: watch.signal,
    leave() {
      if (left) return;
      left = true;
      watch.leave();
      const others = (seats.get(key) ?? 1) - 1;
      if (others > 0) seats.set(key, others);
      else seats.delete(key);
    },
  };
}
