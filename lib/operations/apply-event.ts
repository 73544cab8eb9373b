import { type EngineEvent, needsNoProgram } from "@/lib/engine/events";
import { takeLease } from "@/lib/engine/lease";
import { transition } from "@/lib/engine/transition";
import { HoldpointError } from "@/lib/errors";
import { failpoint } from "@/lib/failpoints";
import { unknownVersion } from "./blocked";
import { type Asked, keptResponse } from "./keep-response";
import type { Ports } from "./ports";
import type { Committed, RunSnapshot } from "./records";

/** More lost races over one run than this means something is wrong with the run, not with the luck. */
const MAX_TRIES = 100;

/** `lost`: somebody changed the run first, read again. `ignored`: the event came too late. */
export type Outcome =
  | { kind: "committed"; committed: Committed }
  | { kind: "ignored"; reason: string }
  | { kind: "lost" };

/**
 * The one door: every event becomes one state change here, in one statement that compares the run's
 * revision. It locks nothing and touches one run. After the commit the effect starts and listeners are told.
 * Where the run's version is unknown here, answers and signals are held and a cancel is a cancel; anything else is
 * refused with `run_blocked`. What `asked` for it is answered by the same statement, where this process knows the answer.
 */
export async function applyEvent(
  ports: Ports,
  snapshot: RunSnapshot,
  event: EngineEvent,
  asked?: Asked,
): Promise<Outcome> {
  const { run } = snapshot;
  const program = await ports.programs[event.type === "run.migrated" ? "successor" : "find"](run);
  if (!program && !needsNoProgram(event)) throw unknownVersion(run);
  const change = transition(program, snapshot, event, ports.newId);
  if ("ignored" in change) return { kind: "ignored", reason: change.ignored };
  const { lease } = change;
  const place =
    lease.kind === "taken" || (lease.kind === "due" && lease.afterMs === 0)
      ? ports.effects.reserve({ agent: change.run.visit?.kind === "agent", waited: lease.kind === "taken" })
      : null;
  if (!place && lease.kind === "taken") return { kind: "ignored", reason: "no room here" };
  if (place && lease.kind === "due") takeLease(change, ports.effects.owner);
  let committed: Committed | null = null;
  try {
    const kept = asked && program ? keptResponse(asked, snapshot, change) : undefined;
    failpoint(`before ${event.type}`);
    committed = await ports.door.commit(change, kept);
    failpoint(`after ${event.type}`);
    if (committed && kept) asked?.keep.made(committed.at.updatedAt);
  } finally {
    if (!committed) place?.release();
  }
  if (!committed) {
    ports.memory.forget(run.id);
    return { kind: "lost" };
  }
  ports.memory.note(snapshot, committed);
  if (place && change.effect) place.start(change.effect, { run: change.run, draft: change.draft });
  ports.announcer.runChanged(change.run);
  // Parents and children have doors of their own; the sweep brings them the news, also after a crash.
  if (change.children.length > 0 || change.branchEnd || change.cancelBranches !== null) ports.announcer.workDue(0);
  if (!place && lease.kind === "due") ports.announcer.workDue(lease.afterMs);
  // In a rolling deploy another process may know the version, and go on at once.
  if (!program && change.run.held) ports.announcer.workDue(0);
  return { kind: "committed", committed };
}

/** Reads and applies until the event has won or come too late; null when there is no such run. */
export async function applyToRun(ports: Ports, runId: string, event: EngineEvent): Promise<Outcome | null> {
  return untilSettled(async () => {
    const snapshot = await ports.door.readRun(runId);
    if (!snapshot) return null;
    const outcome = await applyEvent(ports, snapshot, event);
    return outcome.kind === "lost" ? undefined : outcome;
  });
}

/** Tries again, reading anew, as long as `attempt` answers undefined because somebody else was first. */
export async function untilSettled<T>(attempt: () => Promise<T | undefined>): Promise<T> {
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const settled = await attempt();
    if (settled !== undefined) return settled;
  }
  throw new HoldpointError("unavailable", "Too much happens here at once. Nothing was changed; please try again.");
}
