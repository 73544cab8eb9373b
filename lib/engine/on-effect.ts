import { stepAt } from "./advance";
import { authorError, failRun, walk } from "./fail";
import type { EffectStep, Program } from "./program";
import { type Progress, SYSTEM } from "./progress";
import { retryDelay } from "./retry";
import type { EventOf } from "./types";

export function effectSucceeded(program: Program, progress: Progress, event: EventOf<"effect.succeeded">): void {
  const step = stepAt(program, progress.change.run.stepIndex) as EffectStep;
  const data = progress.visit(step);
  if (step.draft && typeof event.output === "string") {
    progress.addDraft(event.output, event.by);
    progress.record("draft.written", event.by, { ...data, revision: progress.change.run.draftRevision });
  } else {
    progress.record("step.completed", event.by, data);
  }
  progress.closeVisit("completed", event);
  progress.change.lease = { kind: "none" };
  walk(program, progress, step.next);
}

export function effectFailed(program: Program, progress: Progress, event: EventOf<"effect.failed">): void {
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
}
