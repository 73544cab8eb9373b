import { stepAt } from "@/lib/engine/advance";
import { isOverdue, waitForOthers } from "@/lib/engine/close-reviews";
import { TOO_LATE } from "@/lib/engine/ignored";
import type { Actor } from "@/lib/engine/types";
import type { EventRule } from "./rule";

/** The deadline of an open review is moved, or taken away. */
export interface ReviewRescheduled {
  type: "review.rescheduled";
  reviewId: string;
  by: Actor;
  dueAt: Date | null;
}

/** Moves the deadline of an open review; the run sleeps until the first that is left. */
export const reviewRescheduled: EventRule<ReviewRescheduled> = {
  comesAfterHeld: true,
  outdated(snapshot, { reviewId }) {
    const review = snapshot.openReviews.find(({ id }) => id === reviewId);
    if (!review) return "review is closed";
    return isOverdue(review, snapshot) ? TOO_LATE : null;
  },
  apply(program, progress, event) {
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
  },
};
