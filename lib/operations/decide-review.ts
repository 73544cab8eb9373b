import { isDeepStrictEqual } from "node:util";
import type { Keep } from "@/lib/contract/keep";
import type { EngineEvent } from "@/lib/engine/events";
import { HELD, RACE_LOST, TOO_LATE } from "@/lib/engine/ignored";
import { SYSTEM } from "@/lib/engine/progress";
import { HoldpointError, invalid, isHoldpointError } from "@/lib/errors";
import type { FieldError, FormSpec } from "@/lib/forms/spec";
import { parseValues } from "@/lib/forms/to-zod";
import type { DecisionView, RunView } from "@/lib/views/views";
import type { Principal } from "@/lib/words/people";
import { applyEvent, type Outcome, untilSettled } from "./apply-event";
import { bindFiles, resolveFiles } from "./bind-files";
import { type Answer, checkAnswer, checkDraft } from "./check-answer";
import { checkMay } from "./may-act";
import { maySeeVisit, seeingOf } from "./may-see";
import type { Ports } from "./ports";
import { actorOf, presentCommitted, presentRun } from "./present";
import { readSeenReview } from "./read-run";
import type { ReviewRecord, ReviewSnapshot } from "./records";

/**
 * Answers a review: exactly one answer wins. The same person repeating the same answer gets the run
 * again; anybody else is told who was first, what they chose and when.
 */
export function decideReview(
  ports: Ports,
  by: Principal,
  reviewId: string,
  answer: Answer,
  keep?: Keep,
): Promise<RunView> {
  return settleReview(ports, { by, keep }, reviewId, () => answer);
}

/** Who answers, and how the response to them is kept with the answer. */
interface Answering {
  by: Principal;
  keep?: Keep;
}

/** An answer as the review's form reads it; a list says what does not fit that form. */
export type AnswerTo = (review: ReviewRecord) => Answer | FieldError[];

/** The same for an answer that is read by the review's form. */
export async function settleReview(
  ports: Ports,
  answering: Answering,
  reviewId: string,
  answerTo: AnswerTo,
): Promise<RunView> {
  const won = await settleRemembered(ports, answering, reviewId, answerTo);
  return won ?? untilSettled(() => settleRead(ports, answering, reviewId, answerTo));
}

/** What is remembered may be old. By the compare it can only win; whoever it would refuse, and who loses, reads. */
async function settleRemembered(
  ports: Ports,
  answering: Answering,
  reviewId: string,
  answerTo: AnswerTo,
): Promise<RunView | null> {
  const { by } = answering;
  const found = ports.memory.recall(reviewId, ports.door.knownTime());
  if (!found || !maySeeVisit(by, seeingOf(found.snapshot), found.review)) return null;
  const outcome = await applyAnswer(ports, answering, found, answerTo).catch((error: unknown) => {
    if (isHoldpointError(error)) return null;
    throw error;
  });
  return outcome?.kind === "committed" ? presentCommitted(by, found.snapshot, outcome.committed) : null;
}

/** Undefined where it has to be read and judged again. */
async function settleRead(
  ports: Ports,
  answering: Answering,
  reviewId: string,
  answerTo: AnswerTo,
): Promise<RunView | undefined> {
  const { by } = answering;
  const found = await readSeenReview(ports, by, reviewId);
  const { review, snapshot } = found;
  if (review.status !== "open") return alreadyClosed(by, found, await readAnswer(ports, by, found, answerTo));
  const outcome = await applyAnswer(ports, answering, found, answerTo);
  if (outcome.kind === "committed") return presentCommitted(by, snapshot, outcome.committed);
  if (outcome.kind === "lost") return;
  if (outcome.reason === TOO_LATE && !(await ports.programs.find(snapshot.run))) {
    throw overdue(review);
  }
  // Something else comes first, although nobody has applied it yet: then it is applied now, and says so.
  await applyEvent(ports, snapshot, firstEvent(outcome.reason));
}

/** What an open review is judged by: all that was read of it, but for the text it shows. */
type Judged = Pick<ReviewSnapshot, "review" | "snapshot">;

async function applyAnswer(ports: Ports, { by, keep }: Answering, found: Judged, answerTo: AnswerTo): Promise<Outcome> {
  const { review, snapshot } = found;
  checkMay(by, "answer", found);
  const answer = await readAnswer(ports, by, found, answerTo);
  if (Array.isArray(answer)) throw invalid(answer);
  const values = checkAnswer(review, answer);
  checkDraft(review, answer);
  await bindFiles(ports, by, snapshot.run.rootId, review.form.fields, values, review.visibility && review.id);
  const event: EngineEvent = {
    type: "review.decided",
    reviewId: review.id,
    by: actorOf(by),
    via: by.tokenId,
    action: answer.action,
    values,
  };
  return applyEvent(ports, snapshot, event, keep && { by, keep });
}

/** With what is known of each file that it names. */
async function readAnswer(
  ports: Ports,
  by: Principal,
  { review, snapshot }: Judged,
  answerTo: AnswerTo,
): Promise<Answer | FieldError[]> {
  const meant = answerTo(review);
  if (Array.isArray(meant)) return meant;
  return { ...meant, values: await resolveFiles(ports, by, snapshot.run.rootId, review.form.fields, meant.values) };
}

/** What has to be applied before an event that was ignored for this reason can be judged. */
export function firstEvent(reason: string): EngineEvent {
  if (reason === HELD) return { type: "run.resumed" };
  if (reason !== RACE_LOST) return { type: "time.passed" };
  return { type: "run.canceled", by: SYSTEM, reason: "The run that it is a branch of goes on without it." };
}

/** What the deadline does is known by the program only; that it has passed is known here. */
function overdue({ dueAt }: ReviewRecord): HoldpointError {
  const message = `The time for an answer ran out at ${dueAt?.toISOString()}; nobody can answer it any more.`;
  return new HoldpointError("review_closed", message, { reviewStatus: "expired" });
}

function alreadyClosed(by: Principal, { review, snapshot }: ReviewSnapshot, answer: Answer | FieldError[]): RunView {
  const { decision } = review;
  if (review.status !== "decided" || !decision) {
    throw new HoldpointError("review_closed", `This is ${review.status}; nobody can answer it any more.`, {
      reviewStatus: review.status,
    });
  }
  if (!Array.isArray(answer) && decision.by.id === by.userId && isRepeat(review, decision, answer))
    return presentRun(by, snapshot);
  throw new HoldpointError("review_decided", `${decisionSentence(review.form, decision)} Your answer was not sent.`, {
    decidedBy: decision.by,
    action: decision.action,
    decidedAt: decision.at,
  });
}

export function decisionSentence({ actions }: FormSpec, { by, action, at }: DecisionView): string {
  return `${by.name} chose "${actions.find(({ name }) => name === action)?.label ?? action}" at ${at}.`;
}

function isRepeat(review: ReviewRecord, decision: DecisionView, answer: Answer): boolean {
  const action = review.form.actions.find(({ name }) => name === answer.action);
  if (action?.name !== decision.action || answer.draftRevision !== (review.draftRevision ?? undefined)) return false;
  const parsed = parseValues(review.form, action, answer.values);
  return parsed.ok && isDeepStrictEqual(parsed.values, decision.values);
}
