import type { Principal } from "@/lib/views/people";

export type WireVersion = "1.0" | "0.3";

/** One request of an agent, once it is known who sent it. */
export interface AgentCall {
  principal: Principal;
  /** Whose message ids these are: the token's, or the person's. */
  key: string;
  wireVersion: WireVersion;
  /** Aborts when the caller has gone. */
  signal: AbortSignal;
  /** False once the caller's token or session no longer counts. */
  stillAllowed(): Promise<boolean>;
  /** Set when the database was away: HTTP has a word for that, which clients try again on. */
  away?: unknown;
}

/** The door's name, for what it showed somebody last. */
export const DOOR = "a2a";
