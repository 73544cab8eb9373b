import { ClaimFirst } from "@/lib/contract/keep";
import type { StartedRun } from "@/lib/contract/requests";
import type { EngineEvent } from "@/lib/engine/events";
import type { Snapshot } from "@/lib/engine/types";
import { HoldpointError } from "@/lib/errors";
import type { Principal } from "@/lib/words/people";
import { applyEvent } from "./apply-event";
import type { Asked } from "./keep-response";
import { seeingOf, sightOf } from "./may-see";
import type { Ports } from "./ports";
import { presentCommitted, presentRun } from "./present";
import type { RunSnapshot } from "./records";

/** Applies the first event of a run. A repeat under the same id finds the run that was made before. */
export async function beginRun(
  ports: Ports,
  by: Principal,
  unstarted: Snapshot,
  event: EngineEvent,
  asked?: Asked,
): Promise<StartedRun> {
  const before = unwritten(unstarted);
  const outcome = await applyEvent(ports, before, event, asked);
  if (outcome.kind === "committed") return { run: presentCommitted(by, before, outcome.committed), created: true };
  const existing = await ports.door.readRun(unstarted.run.id);
  if (existing && sightOf(by, seeingOf(existing))) return { run: presentRun(by, existing), created: false };
  // Somebody held its key for a moment.
  if (asked && !existing) throw new ClaimFirst();
  throw new HoldpointError("run_conflict", "A run with this id exists already.");
}

/** Each name by itself: spreading the snapshot first would take many times as long. */
function unwritten({ run, draft, keptSignals, branches, family, raceLost, leaseExpired, now }: Snapshot): RunSnapshot {
  return {
    run: { ...run, createdAt: now, updatedAt: now },
    draft,
    openReviews: [],
    keptSignals,
    branches,
    family,
    raceLost,
    leaseExpired,
    now,
    branchReviews: [],
    asked: [],
  };
}
