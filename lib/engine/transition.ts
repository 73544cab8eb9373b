import { advance, stepAt, visitData } from "./advance";
import type { EffectStep, FormStep, Program } from "./program";
import { Progress, SYSTEM } from "./progress";
import { retryDelay } from "./retry";
import {
  type Change,
  type Effect,
  type EffectError,
  EngineError,
  type EngineEvent,
  type Ignored,
  type Json,
  type RunState,
  type Snapshot,
} from "./types";

/** Processes that may die over one visit before it is taken for their cause. */
export const MAX_TAKEOVERS = 3;

type EventOf<T extends EngineEvent["type"]> = Extract<EngineEvent, { type: T }>;

/**
 * What an event makes of a run: everything one statement has to write, and the effect that is then due.
 * An event that came too late, twice or for another visit is ignored, with the reason.
 * A mistake in a workflow's own functions fails the run at that step; what the event brought is kept.
 */
export function transition(
  program: Program,
  snapshot: Snapshot,
  event: EngineEvent,
  newId: () => string,
): Change | Ignored {
  const reason = outdated(snapshot, event);
  if (reason) return { ignored: reason };
  const progress = new Progress(snapshot, newId);
  apply(program, progress, event);
  return progress.change;
}

function outdated({ run, openReviews, leaseExpired }: Snapshot, event: EngineEvent): string | null {
  switch (event.type) {
    case "run.started":
      return run.revision === 0 ? null : "already started";
    case "effect.succeeded":
    case "effect.failed":
      if (run.status !== "running") return `run is ${run.status}`;
      if (event.seq !== run.seq) return "another visit";
      return event.epoch === run.leaseEpoch ? null : "lease lost";
    case "lease.claimed":
      if (run.status !== "running") return `run is ${run.status}`;
      return leaseExpired ? null : "lease is held";
    case "review.decided":
      return openReviews.some((review) => review.id === event.reviewId) ? null : "review is closed";
  }
}

function apply(program: Program, progress: Progress, event: EngineEvent): void {
  switch (event.type) {
    case "run.started":
      progress.record("run.started", progress.change.run.startedBy, {
        workflow: program.workflow,
        version: program.version,
      });
      return walk(program, progress, 0);
    case "effect.succeeded":
      return effectSucceeded(program, progress, event);
    case "effect.failed":
      return effectFailed(program, progress, event);
    case "lease.claimed":
      return leaseClaimed(program, progress, event);
    case "review.decided":
      return reviewDecided(program, progress, event);
  }
}

function effectSucceeded(program: Program, progress: Progress, event: EventOf<"effect.succeeded">): void {
  const step = stepAt(program, progress.change.run.stepIndex) as EffectStep;
  const data = visitData(step, progress);
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

function effectFailed(program: Program, progress: Progress, event: EventOf<"effect.failed">): void {
  const { change } = progress;
  const step = stepAt(program, change.run.stepIndex) as EffectStep;
  const { error } = event;
  const delay = retryDelay(step.retry, change.run.attempt, error);
  if (delay !== null) {
    progress.record("step.retried", SYSTEM, {
      ...visitData(step, progress),
      attempt: change.run.attempt,
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
  progress.record("step.failed", SYSTEM, { ...visitData(step, progress), error: error.message });
  progress.closeVisit("failed", event);
  progress.change.lease = { kind: "none" };
  walk(program, progress, step.onError);
}

/** A free lease is taken silently; one that ran out is taken over, which is an event and is counted. */
function leaseClaimed(program: Program, progress: Progress, event: EventOf<"lease.claimed">): void {
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
      ...visitData(step, progress),
      from: change.run.leaseOwner,
      takeover: change.run.takeovers,
    });
  }
  takeLease(change, event.owner);
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

function reviewDecided(program: Program, progress: Progress, event: EventOf<"review.decided">): void {
  const { change, before } = progress;
  const review = before.openReviews.find(({ id }) => id === event.reviewId);
  if (!review) throw new EngineError("no_such_review", "The review is not open.");
  const step = stepAt(program, change.run.stepIndex) as FormStep;
  const target = step.targets[event.action];
  if (target === undefined) throw new EngineError("no_such_action", `${step.name} has no action "${event.action}".`);
  const decision = { by: event.by, action: event.action, values: event.values, at: before.now.toISOString() };
  change.closedReviews.push({ id: review.id, status: "decided", decision });
  progress.record("review.decided", event.by, {
    ...visitData(step, progress),
    reviewId: review.id,
    action: event.action,
    draftRevision: review.draftRevision,
    ...(event.via ? { via: event.via } : {}),
  });
  const comment = review.form.commentField ? event.values[review.form.commentField] : undefined;
  if (typeof comment === "string") {
    change.comments.push({
      id: progress.newId(),
      reviewId: review.id,
      draftRevision: review.draftRevision,
      by: event.by,
      text: comment,
    });
  }
  progress.closeVisit("completed", { output: { ...decision, by: { ...event.by } } });
  walk(program, progress, target);
}

function walk(program: Program, progress: Progress, index: number): void {
  try {
    advance(program, progress, index);
  } catch (error) {
    failRun(progress, authorError(error));
  }
}

function failRun(progress: Progress, error: EffectError, event?: { input?: Json }): void {
  const { run } = progress.change;
  const step = run.stepName ?? "";
  progress.closeOpenReviews();
  progress.closeVisit("failed", { error, input: event?.input });
  run.error = { code: error.code, message: error.message, step };
  progress.end("failed");
  progress.record("run.failed", SYSTEM, { step, code: error.code, message: error.message });
}

function authorError(error: unknown): EffectError {
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof EngineError ? error.code : "workflow_error";
  return { code, message, retryable: false };
}
