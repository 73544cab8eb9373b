"use client";

import { useEffect, useMemo, useRef } from "react";
import type { Refusal } from "@/components/api/request";
import { ErrorSummary } from "@/components/forms/error-summary";
import { Field } from "@/components/forms/field";
import { RefusalNotice } from "@/components/forms/refusal-notice";
import { shownForm } from "@/components/forms/shown-form";
import { useActionForm } from "@/components/forms/use-action-form";
import { PlainText } from "@/components/markdown/plain-text";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { useInBrowser } from "@/components/ui/now";
import type { ActionSpec } from "@/lib/forms/spec";
import { decision, review as words } from "@/lib/messages/review";
import type { ReviewView } from "@/lib/views/views";
import { type Answered, useDecision } from "./use-decision";

export interface DecisionFormProps {
  review: ReviewView;
  storageKey: string;
  /** The draft being read; answering is about the review's own. */
  shown: number | null;
  onShowCurrent(): void;
  onAnswered(answer: Answered): void;
  /** Somebody was first, it is closed, or there is a newer draft: the review must be read again. */
  onOvertaken(): void;
  /** The answer can't be seen where it is (a closed bar of a phone). */
  onAttention(): void;
}

/** Fields and buttons of a review. Only a press on a button sends: no key does, whatever field it is in. */
export function DecisionForm(props: DecisionFormProps) {
  const { review, storageKey, shown, onShowCurrent } = props;
  const asked = useMemo(() => shownForm(review.form), [review.form]);
  const { form, press, showErrors } = useActionForm(asked, storageKey);
  const { sending, refusal, send, retry } = useDecision(review, storageKey, {
    answered: props.onAnswered,
    refused(why) {
      props.onAttention();
      if (why.kind === "invalid") showErrors(why.errors);
      if (why.kind === "decided" || why.kind === "closed" || why.kind === "stale") props.onOvertaken();
    },
  });
  const older = review.draft !== null && shown !== null && shown !== review.draft.revision;
  const ready = useInBrowser();
  return (
    <>
      {sending ? <Optimistic action={sending} /> : null}
      <form noValidate hidden={sending !== null} data-ready={ready} onSubmit={(event) => event.preventDefault()}>
        <div className="flex flex-col gap-4">
          {review.draft && review.description ? (
            <p className="text-quiet">
              <PlainText>{review.description}</PlainText>
            </p>
          ) : null}
          {asked.fields.map((field) => (
            <Field key={field.name} field={field} actions={asked.actions} form={form} />
          ))}
          <ErrorSummary form={form} />
          {refusal ? <Refused refusal={refusal} onRetry={retry} /> : null}
          {older && review.draft ? (
            <Notice tone="info">
              <p>{words.olderShown(shown, review.draft.revision)}</p>
              <Button onClick={onShowCurrent}>{words.showCurrent(review.draft.revision)}</Button>
            </Notice>
          ) : (
            <div className="flex flex-wrap gap-2 max-sm:flex-col">
              {asked.actions.map((action) => (
                <Button
                  key={action.name}
                  look={action.tone ?? "plain"}
                  className="max-sm:min-h-11 max-sm:w-full"
                  onClick={() => press(action, (values) => send(action, values))}
                >
                  {action.label}
                </Button>
              ))}
            </div>
          )}
        </div>
      </form>
    </>
  );
}

function Refused({ refusal, onRetry }: { refusal: Refusal; onRetry(): void }) {
  if (refusal.kind === "stale") {
    return (
      <Notice tone="waiting" role="alert">
        <p>{decision.stale(refusal.revision)}</p>
      </Notice>
    );
  }
  // Who was first is told where the form was; what is wrong with a field, at the field.
  if (refusal.kind === "decided" || refusal.kind === "closed") return null;
  return <RefusalNotice refusal={refusal} onRetry={onRetry} />;
}

/** Takes effect on screen at once; the truth follows. */
function Optimistic({ action }: { action: ActionSpec }) {
  const words = useRef<HTMLParagraphElement>(null);
  useEffect(() => words.current?.focus(), []);
  return (
    <p ref={words} tabIndex={-1} role="status" className="text-base font-semibold outline-none">
      {decision.done(action.name, action.label)} <span className="font-normal text-quiet">{decision.saving}</span>
    </p>
  );
}
