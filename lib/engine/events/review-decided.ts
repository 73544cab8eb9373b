import { closeReview, goOn, isExcluded, isOverdue, stillOpen, waitForOthers } from "@/lib/engine/close-reviews";
import { EXCLUDED, TOO_LATE } from "@/lib/engine/ignored";
import { personId, withDeciders } from "@/lib/engine/people";
import type { Progress } from "@/lib/engine/progress";
import { type Actor, EngineError, type FormValues, type HeldAnswer } from "@/lib/engine/types";
import type { EventRule } from "./rule";

export interface ReviewDecided {
  type: "review.decided";
  reviewId: string;
  by: Actor;
  /** The token through which they answered. */
  via?: string;
  action: string;
  values: FormValues;
}

export const reviewDecided: EventRule<ReviewDecided> = {
  comesAfterHeld: true,
  outdated(snapshot, event) {
    const review = snapshot.openReviews.find(({ id }) => id === event.reviewId);
    if (!review) return "review is closed";
    if (isExcluded(snapshot, review, event.by)) return EXCLUDED;
    return isOverdue(review, snapshot) ? TOO_LATE : null;
  },
  apply(program, progress, event) {
    goOn(program, progress, "decided", [recordDecision(progress, event)]);
  },
  applyWithoutProgram: holdAnswer,
};

/** Closes the review with its decision. That is the whole of what an answer does by itself. */
function recordDecision(progress: Progress, event: ReviewDecided): HeldAnswer {
  const { change, before } = progress;
  const review = before.openReviews.find(({ id }) => id === event.reviewId);
  if (!review) throw new EngineError("no_such_review", "The review is not open.");
  const { by, action, values, via } = event;
  change.run.people = withDeciders(change.run.people, review.stepName, personId(by));
  if (change.run.parentId !== null) change.family = { kind: "answer", seen: before.family.cuts };
  const { draftRevision } = review;
  progress.record("review.decided", by, {
    reviewId: review.id,
    action,
    draftRevision,
    ...progress.visit({ name: change.run.stepName ?? "" }),
    ...(via ? { via } : {}),
  });
  const comment = review.form.commentField ? values[review.form.commentField] : undefined;
  if (typeof comment === "string") {
    const id = progress.newId();
    change.comments.push({ id, seq: change.run.seq, reviewId: review.id, draftRevision, by, text: comment });
  }
  return closeReview(progress, review, { status: "decided", by, action, values });
}

/** The review is closed, the answer counts, and the run moves when its version is known again. */
function holdAnswer(progress: Progress, event: ReviewDecided): void {
  const { id } = recordDecision(progress, event);
  const { run } = progress.change;
  run.held = [...(run.held ?? []), id];
  const left = stillOpen(progress);
  waitForOthers(progress, left);
  // People have done their part: the wait must not be given up while it waits for a process.
  if (left.length === 0) run.expiresAt = null;
}
