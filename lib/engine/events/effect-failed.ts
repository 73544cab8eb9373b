import { stepAt } from "@/lib/engine/advance";
import { authorError, failRun, walk } from "@/lib/engine/fail";
import { lostLease } from "@/lib/engine/lease";
import { SYSTEM } from "@/lib/engine/progress";
import { retryDelay } from "@/lib/engine/retry";
import type { EffectStep } from "@/lib/engine/steps";
import type { EffectError, Json } from "@/lib/engine/types";
import type { EventRule } from "./rule";

export interface EffectFailed {
  type: "effect.failed";
  seq: number;
  epoch: number;
  error: EffectError;
  input?: Json;
}

/** The next attempt is due, or the step has failed: the run goes where the step says, or fails with it. */
export const effectFailed: EventRule<EffectFailed> = {
  outdated: lostLease,
  apply(program, progress, event) {
    const { change } = progress;
    const step = stepAt(program, change.run.stepIndex) as EffectStep;
    const { error } = event;
    const { id: runId, seq, attempt } = change.run;
    let delay: number | null;
    try {
      delay = retryDelay(step.retry, { runId, seq, attempt }, error);
    } catch (cause) {
      return failRun(progress, authorError(cause), event);
    }
    if (delay !== null) {
      progress.record("step.retried", SYSTEM, {
        ...progress.visit(step),
        attempt,
        error: error.message,
        afterMs: delay,
      });
      progress.closeVisit("running", event);
      change.run.attempt += 1;
      change.run.leaseOwner = null;
      change.lease = { kind: "due", afterMs: delay };
      return;
    }
    if (step.onError === null) return failRun(progress, error, event);
    progress.record("step.failed", SYSTEM, { ...progress.visit(step), error: error.message });
    progress.closeVisit("failed", event);
    change.lease = { kind: "none" };
    walk(program, progress, step.onError);
  },
};
