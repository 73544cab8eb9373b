import type { Keep, KeptResponse } from "@/lib/contract/keep";
import type { Change } from "@/lib/engine/change";
import type { Principal } from "@/lib/words/people";
import { presentCommitted } from "./present";
import type { RunSnapshot } from "./records";

/** Whose request a change answers, and how its response is kept with it. */
export interface Asked {
  by: Principal;
  keep: Keep;
}

export function keptResponse({ by, keep }: Asked, before: RunSnapshot, change: Change): KeptResponse {
  const createdAt = change.run.revision === 1 ? keep.moment : before.run.createdAt;
  return keep.responseTo(presentCommitted(by, before, { change, at: { createdAt, updatedAt: keep.moment } }));
}
