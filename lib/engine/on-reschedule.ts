import { stepAt } from "./advance";
import { waitForOthers } from "./on-review";
import type { Program, Step } from "./program";
import type { Progress } from "./progress";
import type { EventOf } from "./types";

/** False for a form whose author did not say what happens at a deadline: it can't have one. */
export function mayHaveDeadline(step: Step | undefined): boolean {
  return step?.kind !== "form" || !step.single || step.onDeadline !== null;
}

/** Moves the deadline of an open review; the run sleeps until the first that is left. */
export function reviewRescheduled(program: Program, progress: Progress, event: EventOf<"review.rescheduled">): void {
  const { change, before } = progress;
  const { reviewId: id, dueAt, by } = event;
  const step = stepAt(program, change.run.stepIndex);
  const reviews = before.openReviews.map((review) => (review.id === id ? { ...review, dueAt } : review));
  const from = before.openReviews.find((review) => review.id === id)?.dueAt ?? null;
  change.rescheduledReviews.push({ id, dueAt });
  waitForOthers(progress, reviews);
  progress.record("review.rescheduled", by, {
    ...progress.visit(step),
    reviewId: id,
    from: from?.toISOString() ?? null,
    to: dueAt?.toISOString() ?? null,
  });
}
