import type { Watch } from "@/lib/holdpoint";
import type { Principal } from "@/lib/words/people";

export type WireVersion = "1.0" | "0.3";

/** One request of an agent, once it is known who sent it. */
export interface AgentCall {
  principal: Principal;
  /** Whose message ids these are: the token's, or the person's. */
  key: string;
  wireVersion: WireVersion;
  /** Aborts when the caller has gone. */
  signal: AbortSignal;
  /** Room for an event stream, and the watch over who gets it. Throws `rate_limited`. */
  takeSeat(): Watch;
  /** Set once it streams. */
  seat?: Watch;
  /** Set when the database was away, or the caller is too much: HTTP has words for that, which clients try again on. */
  away?: unknown;
}

/** The door's name, for what it showed somebody last. */
export const DOOR = "a2a";
