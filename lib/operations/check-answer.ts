import { HoldpointError, invalid } from "@/lib/errors";
import { actionChoices } from "@/lib/forms/loose-answer";
import type { FormValues } from "@/lib/forms/spec";
import { parseValues } from "@/lib/forms/to-zod";
import type { ReviewRecord } from "./records";

export interface Answer {
  action: string;
  values: FormValues;
  /** The draft the person read; required where the review shows one. */
  draftRevision?: number;
}

/** Values as the review's own form allows them for the pressed button. */
export function checkAnswer(review: ReviewRecord, answer: Answer): FormValues {
  const action = review.form.actions.find(({ name }) => name === answer.action);
  if (!action) {
    const message = `Choose one of: ${actionChoices(review.form.actions)}.`;
    throw invalid([{ field: "action", message }]);
  }
  const parsed = parseValues(review.form, action, answer.values);
  if (!parsed.ok) throw invalid(parsed.errors);
  return parsed.values;
}

export function checkDraft(review: ReviewRecord, { draftRevision }: Answer): void {
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
