import type { Json } from "./types";

/** `replaced` names the steps whose outputs the fork began with others of. */
export interface ForkedFrom {
  runId: string;
  seq: number;
  replaced?: string[];
}

/** An output that a fork begins with in place of another; `before` is null where there was none. */
export interface Replaced {
  step: string;
  before: Json;
  after: Json;
}
