import { holdpoint } from "@/lib/app";
import { notFound } from "@/lib/errors";
import { actionKey } from "@/lib/forms/loose-answer";
import { nothingWaits, requestedReview } from "@/lib/protocols/requests";
import { asksOf } from "@/lib/views/run";
import type { Json, RunView } from "@/lib/views/views";
import { isId } from "@/lib/words/ids";
import { type AgentCall, DOOR } from "./call";
import type { AnswerData, Intent } from "./read-message";
import { hasEnded } from "./task";

export type Answering = Exclude<Intent, { kind: "start" }>;

/** Answers a review of a task: the one that is named, else what this door showed the caller last. */
export async function answerTask({ principal: by }: AgentCall, run: RunView, intent: Answering): Promise<void> {
  const { operations } = holdpoint();
  if (hasEnded(run)) throw await nothingWaits(by, run);
  const answer: AnswerData = intent.kind === "text" ? { loose: intent.text } : intent.answer;
  const shown = await operations.lastShown(by, { runId: run.id, door: DOOR });
  const named = answer.reviewId !== undefined && isId(answer.reviewId) ? answer.reviewId.toLowerCase() : null;
  const reviewId = named ?? requestedReview(asksOf(run), shown, answer.reviewId)?.reviewId;
  if (reviewId === undefined) throw await nothingWaits(by, run);
  const review = await operations.getReview(by, reviewId);
  if (review.runId !== run.id && review.rootRunId !== run.id) throw notFound("review");
  const { draftRevision } = answer;
  await operations.answerReview(by, reviewId, answerValue(answer, actionKey(review.form)), { draftRevision });
}

function answerValue({ action, values, loose }: AnswerData, key: string): Json {
  if (loose !== undefined) return loose;
  return action === undefined ? { ...values } : { ...values, [key]: action };
}
