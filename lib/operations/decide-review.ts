import { isDeepStrictEqual } from "node:util";
import type { EngineEvent } from "@/lib/engine/events";
import { HELD, RACE_LOST, TOO_LATE } from "@/lib/engine/ignored";
import { SYSTEM } from "@/lib/engine/progress";
import { HoldpointError, invalid } from "@/lib/errors";
import { actionChoices } from "@/lib/forms/loose-answer";
import type { FieldError, FormSpec, FormValues } from "@/lib/forms/spec";
import { parseValues } from "@/lib/forms/to-zod";
import type { DecisionView, RunView } from "@/lib/views/views";
import type { Principal } from "@/lib/words/people";
import { applyEvent, untilSettled } from "./apply-event";
import { bindFiles, resolveFiles } from "./bind-files";
import { checkMay } from "./may-act";
import type { Ports } from "./ports";
import { actorOf, presentCommitted, presentRun } from "./present";
import { readSeenReview } from "./read-run";
import type { ReviewRecord, ReviewSnapshot } from "./records";

export interface Answer {
  action: string;
  values: FormValues;
  /** The draft the person read; required where the review shows one. */
  draftRevision?: number;
}

/**
 * Answers a review: exactly one answer wins. The same person repeating the same answer gets the run
 * again; anybody else is told who was first, what they chose and when.
 */
export function decideReview(ports: Ports, by: Principal, reviewId: string, answer: Answer): Promise<RunView> {
  return settleReview(ports, by, reviewId, () => answer);
}

/** The same for an answer that is read by the review's form; a list says what does not fit that form. */
export function settleReview(
  ports: Ports,
  by: Principal,
  reviewId: string,
  answerTo: (review: ReviewRecord) => Answer | FieldError[],
): Promise<RunView> {
  return untilSettled(async () => {
    const found = await readSeenReview(ports, by, reviewId);
    const { review, snapshot } = found;
    if (review.status === "open") checkMay(by, "answer", found);
    const meant = answerTo(review);
    const { rootId } = snapshot.run;
    const answer = Array.isArray(meant)
      ? meant
      : { ...meant, values: await resolveFiles(ports, by, rootId, review.form.fields, meant.values) };
    if (review.status !== "open") return alreadyClosed(by, found, answer);
    if (Array.isArray(answer)) throw invalid(answer);
    const values = checkAnswer(review, answer);
    checkDraft(review, answer);
    await bindFiles(ports, by, rootId, review.form.fields, values, review.visibility && review.id);
    const outcome = await applyEvent(ports, snapshot, {
      type: "review.decided",
      reviewId,
      by: actorOf(by),
      via: by.tokenId,
      action: answer.action,
      values,
    });
    if (outcome.kind === "committed") return presentCommitted(by, snapshot, outcome.committed);
    if (outcome.kind === "lost") return;
    if (outcome.reason === TOO_LATE && !(await ports.programs.find(snapshot.run))) {
      throw overdue(review);
    }
    // Something else comes first, although nobody has applied it yet: then it is applied now, and says so.
    await applyEvent(ports, snapshot, firstEvent(outcome.reason));
  });
}

/** What has to be applied before an event that was ignored for this reason can be judged. */
export function firstEvent(reason: string): EngineEvent {
  if (reason === HELD) return { type: "run.resumed" };
  if (reason !== RACE_LOST) return { type: "time.passed" };
  return { type: "run.canceled", by: SYSTEM, reason: "The run that it is a branch of goes on without it." };
}

/** Values as the review's own form allows them for the pressed button. */
function checkAnswer(review: ReviewRecord, answer: Answer): FormValues {
  const action = review.form.actions.find(({ name }) => name === answer.action);
  if (!action) {
    const message = `Choose one of: ${actionChoices(review.form.actions)}.`;
    throw invalid([{ field: "action", message }]);
  }
  const parsed = parseValues(review.form, action, answer.values);
  if (!parsed.ok) throw invalid(parsed.errors);
  return parsed.values;
}

function checkDraft(review: ReviewRecord, { draftRevision }: Answer): void {
  if (review.draftRevision === null) {
    if (draftRevision === undefined) return;
    throw invalid([{ field: "draftRevision", message: "This form shows no draft. Leave draftRevision out." }]);
  }
  if (draftRevision === undefined) {
    throw invalid([
      {
        field: "draftRevision",
        message: "Say which draft you read: draftRevision is needed because this form shows one.",
      },
    ]);
  }
  if (draftRevision !== review.draftRevision) {
    throw new HoldpointError(
      "stale_draft",
      `You read draft ${draftRevision}; this is about draft ${review.draftRevision}. Nothing was sent. Read it, then answer again.`,
      { currentRevision: review.draftRevision },
    );
  }
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
