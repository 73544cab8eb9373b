import {
  goOn,
  isExcluded,
  isOverdue,
  type ReviewDecided,
  recordDecision,
  stillOpen,
  waitForOthers,
} from "@/lib/engine/close-reviews";
import { EXCLUDED, TOO_LATE } from "@/lib/engine/ignored";
import type { Progress } from "@/lib/engine/progress";
import type { EventRule } from "./rule";

export type { ReviewDecided };

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
