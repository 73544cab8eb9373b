import type { Change, Ignored } from "./change";
import { type EngineEvent, ruleOf } from "./events";
import { CANNOT_MIGRATE } from "./events/run-migrated";
import { NO_ROOM } from "./events/signal-received";
import { HELD, RACE_LOST } from "./ignored";
import type { Program } from "./program";
import { Progress } from "./progress";
import { EngineError, type Snapshot } from "./types";

/**
 * What an event makes of a run: everything one statement has to write, and the effect that is then due.
 * An event that came too late, twice or for another visit is ignored, with the reason.
 * A mistake in a workflow's own functions fails the run at that step; what the event brought is kept.
 * Without a program, when nobody at hand knows the version, only `needsNoProgram` events are allowed.
 */
export function transition(
  program: Program | null,
  snapshot: Snapshot,
  event: EngineEvent,
  newId: () => string,
): Change | Ignored {
  const rule = ruleOf(event);
  if (isLost(snapshot) && !rule.countsWhenLost) return { ignored: RACE_LOST };
  if (program && rule.comesAfterHeld && isHeld(snapshot)) return { ignored: HELD };
  const reason = rule.outdated(snapshot, event);
  if (reason) return { ignored: reason };
  const progress = new Progress(snapshot, newId);
  try {
    if (program) rule.apply(program, progress, event);
    else if (rule.applyWithoutProgram) rule.applyWithoutProgram(progress, event);
    else throw new EngineError("unknown_version", `${event.type} needs the program of ${snapshot.run.version}.`);
  } catch (error) {
    if (error instanceof EngineError && LEFT_ALONE.has(error.code)) return { ignored: error.message };
    throw error;
  }
  return progress.change;
}

/** A run that can't take what an event brings stays as it was. */
const LEFT_ALONE = new Set<string>([CANNOT_MIGRATE, NO_ROOM]);

/** Under way, although another branch has won: its end could not be written. */
function isLost({ run: { status }, raceLost }: Snapshot): boolean {
  return raceLost && (status === "running" || status === "waiting");
}

/** Something came while nobody knew the version, and is not taken up yet. */
function isHeld({ run, raceLost }: Snapshot): boolean {
  return run.held !== null && !raceLost;
}
