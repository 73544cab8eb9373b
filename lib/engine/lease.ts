import { stepAt } from "./advance";
import type { Change } from "./change";
import { failRun } from "./fail";
import type { Program } from "./program";
import { type Progress, SYSTEM } from "./progress";
import type { Effect, RunState } from "./types";

/** Processes that may die over one visit before it is taken for their cause. */
const MAX_TAKEOVERS = 3;

/** A free lease is taken silently; one that ran out is taken over, which is an event and is counted. */
export function leaseClaimed(program: Program, progress: Progress, owner: string): void {
  const { change } = progress;
  const step = stepAt(program, change.run.stepIndex);
  if (change.run.leaseOwner !== null) {
    change.run.takeovers += 1;
    if (change.run.takeovers > MAX_TAKEOVERS) {
      return failRun(progress, {
        code: "quarantined",
        message: `${step.name} was given up: ${MAX_TAKEOVERS + 1} processes in a row stopped while working on it.`,
        retryable: false,
      });
    }
    progress.record("step.taken_over", SYSTEM, {
      ...progress.visit(step),
      from: change.run.leaseOwner,
      takeover: change.run.takeovers,
    });
  }
  takeLease(change, owner);
}

/** Makes the due effect of this change `owner`'s; nobody else starts it while the lease lasts. */
export function takeLease(change: Change, owner: string): void {
  const { run } = change;
  run.leaseOwner = owner;
  run.leaseEpoch += 1;
  change.lease = { kind: "taken", owner };
  change.effect = effectOf(run);
}

function effectOf(run: RunState): Effect {
  return {
    runId: run.id,
    workspaceId: run.workspaceId,
    seq: run.seq,
    epoch: run.leaseEpoch,
    stepIndex: run.stepIndex as number,
    key: `${run.id}:${run.seq}`,
  };
}

/** Who holds the run's lease once the change is written. */
export function ownerAfter({ run, lease }: Change): string | null {
  return lease.kind === "taken" || lease.kind === "keep" ? run.leaseOwner : null;
}
