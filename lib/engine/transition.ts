import type { Change, Ignored } from "./change";
import { walk } from "./fail";
import { leaseClaimed } from "./lease";
import { branchEnded, isNews } from "./on-branch";
import { runCanceled, runForked, runRetried, runRewound } from "./on-control";
import { effectFailed, effectSucceeded } from "./on-effect";
import { applyWithoutProgram, isBehind, needsNoProgram, runResumed } from "./on-held";
import { CANNOT_MIGRATE, runMigrated } from "./on-migration";
import { reviewRescheduled } from "./on-reschedule";
import { isExcluded, isOverdue, reviewDecided } from "./on-review";
import { signalReceived } from "./on-signal";
import { effectSuspended } from "./on-suspension";
import { isTimeUp, timePassed } from "./on-time";
import type { Program } from "./program";
import { Progress } from "./progress";
import { EngineError, type EngineEvent, type Snapshot } from "./types";

/** Why events of a branch are ignored once another one has won. */
export const RACE_LOST = "race lost";

/** Why an event must wait for `run.resumed`: answers or signals that came earlier are not taken up yet. */
export const HELD = "what was held comes first";

/** Why answers after their deadline are ignored. */
export const TOO_LATE = "deadline passed";

/** Why answers of people are ignored whom the form's people policy leaves out. */
export const EXCLUDED = "excluded by the form";

/** Its run has taken note of the failure; a second end of the branch would find nobody waiting. */
const FAILED_BRANCH = "it is a branch that has failed; retry the run it belongs to";

/** Under way, although another branch has won: its end could not be written. */
function isLost({ run: { status }, raceLost }: Snapshot): boolean {
  return raceLost && (status === "running" || status === "waiting");
}

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
  if (isLost(snapshot) && event.type !== "run.canceled") return { ignored: RACE_LOST };
  const reason = program && isBehind(snapshot, event) ? HELD : outdated(snapshot, event);
  if (reason) return { ignored: reason };
  const progress = new Progress(snapshot, newId);
  try {
    if (program) apply(program, progress, event);
    else if (needsNoProgram(event)) applyWithoutProgram(progress, event);
    else throw new EngineError("unknown_version", `${event.type} needs the program of ${snapshot.run.version}.`);
  } catch (error) {
    // A run that can't be moved to another version is left alone.
    if (error instanceof EngineError && error.code === CANNOT_MIGRATE) return { ignored: error.message };
    throw error;
  }
  return progress.change;
}

function outdated(snapshot: Snapshot, event: EngineEvent): string | null {
  const { run, openReviews, leaseExpired } = snapshot;
  const status = `run is ${run.status}`;
  switch (event.type) {
    case "run.started":
    case "run.forked":
      return run.seq === 0 && run.status === "running" ? null : "already started";
    case "effect.succeeded":
    case "effect.failed":
    case "effect.suspended":
      if (run.status !== "running") return status;
      if (event.seq !== run.seq) return "another visit";
      // Whoever brings a result gives its lease up: the same result again is not another attempt's.
      return event.epoch === run.leaseEpoch && run.leaseOwner !== null ? null : "lease lost";
    case "lease.claimed":
      if (run.status !== "running") return status;
      return leaseExpired ? null : "lease is held";
    case "review.decided":
    case "review.rescheduled": {
      const review = openReviews.find(({ id }) => id === event.reviewId);
      if (!review) return "review is closed";
      if (event.type === "review.decided" && isExcluded(snapshot, review, event.by)) return EXCLUDED;
      return isOverdue(review, snapshot) ? TOO_LATE : null;
    }
    case "time.passed":
      return isTimeUp(snapshot) ? null : "nothing is due";
    case "signal.received":
      return run.status === "completed" || run.status === "canceled" ? status : null;
    case "branch.ended":
      if (!run.joining || run.seq !== event.seq) return "another visit";
      return snapshot.branches.some(isNews) ? null : "nothing new";
    case "run.resumed":
      return run.status === "waiting" && run.held !== null ? null : "nothing is held";
    case "run.migrated":
      if (snapshot.raceLost) return RACE_LOST;
      if (event.seq !== run.seq) return "another visit";
      if (run.status === "running" && !leaseExpired) return "a step is being worked on";
      return run.status === "completed" || run.status === "canceled" ? status : null;
    case "run.canceled":
      return run.status === "completed" || run.status === "canceled" ? status : null;
    case "run.retried":
      if (run.status !== "failed") return status;
      return run.parentId === null ? null : FAILED_BRANCH;
    case "run.rewound":
      if (run.status === "completed" || run.status === "canceled") return status;
      return run.status === "failed" && run.parentId !== null ? FAILED_BRANCH : null;
  }
}

function apply(program: Program, progress: Progress, event: EngineEvent): void {
  switch (event.type) {
    case "run.started": {
      const { workflow, version } = program;
      const { startedBy, door } = progress.change.run;
      const { hops, ...actor } = startedBy;
      progress.record("run.started", actor, { workflow, version, ...(door && { door }), ...(hops && { hops }) });
      return walk(program, progress, 0);
    }
    case "effect.succeeded":
      return effectSucceeded(program, progress, event);
    case "effect.failed":
      return effectFailed(program, progress, event);
    case "effect.suspended":
      return effectSuspended(program, progress, event);
    case "lease.claimed":
      return leaseClaimed(program, progress, event.owner);
    case "review.decided":
      return reviewDecided(program, progress, event);
    case "review.rescheduled":
      return reviewRescheduled(program, progress, event);
    case "time.passed":
      return timePassed(program, progress);
    case "signal.received":
      return signalReceived(program, progress, event);
    case "branch.ended":
      return branchEnded(program, progress);
    case "run.resumed":
      return runResumed(program, progress);
    case "run.migrated":
      return runMigrated(program, progress, event);
    case "run.canceled":
      return runCanceled(progress, event);
    case "run.retried":
      return runRetried(program, progress, event);
    case "run.rewound":
      return runRewound(program, progress, event);
    case "run.forked":
      return runForked(program, progress, event);
  }
}
