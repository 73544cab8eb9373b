import type { AskingEffect, Step } from "@/lib/engine/steps";
import type { FormStep } from "@/lib/engine/steps/form";
import { stepAt } from "./advance";
import { walk } from "./fail";
import { exclusionOf } from "./people";
import type { Program } from "./program";
import { type Progress, SYSTEM } from "./progress";
import { resumeEffect } from "./resume-effect";
import {
  type Actor,
  EngineError,
  type FormValues,
  type HeldAnswer,
  type Json,
  type OpenReview,
  type Snapshot,
} from "./types";

/** Steps that open reviews. */
type AskingStep = FormStep | AskingEffect;

/** By the database's clock; an answer past its deadline never wins, whoever applies the deadline. */
export function isOverdue({ dueAt }: OpenReview, { now }: Snapshot): boolean {
  return dueAt !== null && dueAt <= now;
}

/** True when the review's people policy leaves this person out. */
export function isExcluded({ run }: Snapshot, review: OpenReview, by: Actor): boolean {
  return by.kind === "person" && exclusionOf(run, review, by.id) !== null;
}

/** False for a form whose author did not say what happens at a deadline: it can't have one. */
export function mayHaveDeadline(step: Step | undefined): boolean {
  return step?.kind !== "form" || !step.single || step.onDeadline !== null;
}

/** Applies the deadline of a review: its default action is taken, or the run goes where the step says. */
export function reviewExpired(program: Program, progress: Progress, review: OpenReview): void {
  const step = stepAt(program, progress.change.run.stepIndex) as AskingStep;
  const onDeadline = step.kind === "form" ? step.onDeadline : null;
  const action = onDeadline && "action" in onDeadline ? onDeadline.action : "expired";
  progress.record("review.expired", SYSTEM, { ...progress.visit(step), reviewId: review.id, action });
  const closed = closeReview(progress, review, { status: "expired", by: SYSTEM, action, values: {} });
  goOn(program, progress, "expired", [closed]);
}

interface Closing {
  status: "decided" | "expired";
  by: Actor;
  action: string;
  values: FormValues;
}

export function closeReview(
  progress: Progress,
  { id, key, assignee }: OpenReview,
  { status, by, action, values }: Closing,
): HeldAnswer {
  const decision = { by, action, values, at: progress.before.now.toISOString() };
  progress.change.closedReviews.push({ id, status, decision });
  return { id, key, assignee, decision };
}

/** What answers make of the step: its output is there, or it waits for the others. */
export function goOn(program: Program, progress: Progress, status: Closing["status"], answers: HeldAnswer[]): void {
  const { change } = progress;
  const step = stepAt(program, change.run.stepIndex) as AskingStep;
  const left = stillOpen(progress);
  if (step.kind !== "form") return left.length > 0 ? waitForOthers(progress, left) : resumeEffect(step, progress);
  const outputs = answers.map(({ key, decision }) => [key, { ...decision, by: { ...decision.by } }] as const);
  const [only] = outputs;
  if (step.single && only) {
    const [, output] = only;
    progress.closeVisit("completed", { output });
    return walk(program, progress, targetOf(step, output.action, status));
  }
  const decisions = { ...(change.run.data[step.name] as { [key: string]: Json }), ...Object.fromEntries(outputs) };
  change.run.data[step.name] = decisions;
  if (left.length > 0) return waitForOthers(progress, left);
  progress.closeVisit("completed", { output: decisions });
  walk(program, progress, step.next);
}

export function stillOpen({ before, change }: Progress): OpenReview[] {
  return before.openReviews.filter(({ id }) => !change.closedReviews.some((closed) => closed.id === id));
}

/** Sleeps on until the first of these reviews is due. */
export function waitForOthers(progress: Progress, left: OpenReview[]): void {
  const due = left.flatMap(({ dueAt }) => (dueAt ? [dueAt.getTime()] : []));
  progress.change.run.wakeAt = due.length > 0 ? new Date(Math.min(...due)) : null;
}

function targetOf(step: FormStep, action: string, status: Closing["status"]): number {
  const { onDeadline } = step;
  if (status === "expired" && onDeadline && "target" in onDeadline) return onDeadline.target;
  const target = step.targets[action];
  if (target === undefined) throw new EngineError("no_such_action", `${step.name} has no action "${action}".`);
  return target;
}
