import { stepAt } from "@/lib/engine/advance";
import { failRun } from "@/lib/engine/fail";
import { statusIs } from "@/lib/engine/ignored";
import { takeLease } from "@/lib/engine/lease";
import { SYSTEM } from "@/lib/engine/progress";
import type { EventRule } from "./rule";

export interface LeaseClaimed {
  type: "lease.claimed";
  owner: string;
}

/** Processes that may die over one visit before it is taken for their cause. */
const MAX_TAKEOVERS = 3;

/** A free lease is taken silently; one that ran out is taken over, which is an event and is counted. */
export const leaseClaimed: EventRule<LeaseClaimed> = {
  outdated({ run, leaseExpired }) {
    if (run.status !== "running") return statusIs(run.status);
    return leaseExpired ? null : "lease is held";
  },
  apply(program, progress, { owner }) {
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
  },
};
