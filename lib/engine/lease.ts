import type { Change } from "./change";
import { statusIs } from "./ignored";
import type { Effect, RunState, Snapshot } from "./types";

/** Why a result of an effect counts no more: results of an older visit, or of an older epoch, change nothing. */
export function lostLease({ run }: Snapshot, of: Pick<Effect, "seq" | "epoch">): string | null {
  if (run.status !== "running") return statusIs(run.status);
  if (of.seq !== run.seq) return "another visit";
  // Whoever brings a result gives its lease up: the same result again is not another attempt's.
  return of.epoch === run.leaseEpoch && run.leaseOwner !== null ? null : "lease lost";
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
