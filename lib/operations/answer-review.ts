import type { Keep } from "@/lib/contract/keep";
import { looseAnswer } from "@/lib/forms/loose-answer";
import type { FormValues } from "@/lib/forms/spec";
import type { Json, RunView } from "@/lib/views/views";
import type { Principal } from "@/lib/words/people";
import { type AnswerTo, settleReview } from "./decide-review";
import type { Ports } from "./ports";

/**
 * Answers a review for doors without a form of their own: `value` is read as `looseAnswer` says, then the rules are
 * those of `decideReview`. Without `draftRevision` the answer is about the draft this review shows: one visit opens
 * one review with one draft, so whoever names the review has named the draft. Which review a caller means who names
 * none is what their door showed them last (`showReviews`), never simply the one that is open by now.
 */
export function answerReview(
  ports: Ports,
  by: Principal,
  reviewId: string,
  value: Json,
  { draftRevision, keep }: { draftRevision?: number; keep?: Keep } = {},
): Promise<RunView> {
  const answerTo: AnswerTo = (review) => {
    const answer = looseAnswer(review.form, value);
    if (!answer.ok) return answer.errors;
    return {
      action: answer.action,
      // Whatever JSON came: it is checked against the form of this review.
      values: answer.values as FormValues,
      draftRevision: draftRevision ?? review.draftRevision ?? undefined,
    };
  };
  return settleReview(ports, { by, keep }, reviewId, answerTo);
}
