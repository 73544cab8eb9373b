"use client";

import { useEffect, useRef, useState } from "react";
import { fetchReview, type RunBundle } from "@/components/api/run-bundle";
import { useRun } from "@/components/api/use-run";
import { unsentKey } from "@/components/forms/unsent";
import { BlockedNotice } from "@/components/runs/blocked-notice";
import { LinkNotice } from "@/components/ui/link-notice";
import { Notice } from "@/components/ui/notice";
import { review as words } from "@/lib/messages/review";
import type { ReviewView, WorkflowView } from "@/lib/views/views";
import type { Actor } from "@/lib/words/people";
import { AnswerBar } from "./answer-bar";
import { AskedFor } from "./asked-for";
import { CommentList } from "./comment-list";
import { DecisionForm } from "./decision-form";
import { Desk } from "./desk";
import { DraftPanel } from "./draft-panel";
import { NextReview } from "./next-review";
import { Outcome } from "./outcome";
import { Question } from "./question";
import { ShownForm } from "./shown-form";
import type { Answered } from "./use-decision";
import { WhatNext } from "./what-next";

interface Props {
  review: ReviewView;
  bundle: RunBundle;
  workflow: WorkflowView | null;
  me: Actor;
}

/** One review: its draft and its form, or how it ended and what comes next. */
export function ReviewPage({ review: asked, bundle, workflow, me }: Props) {
  const live = useRun(bundle);
  const [review, setReview] = useState(asked);
  const [shown, setShown] = useState(asked.draft?.revision ?? null);
  const [answering, setAnswering] = useState(false);
  const [newDraft, setNewDraft] = useState<number | null>(null);
  /** Whether it was open when this page came: then its end is news. */
  const news = asked.status === "open" && review.status !== "open";
  const storageKey = unsentKey.review(me.id, asked.id);

  const take = (now: ReviewView) => {
    if (now.draft && review.draft && now.draft.revision > review.draft.revision) setNewDraft(now.draft.revision);
    setReview(now);
  };
  const readAgain = () => void fetchReview(asked.id).then((reply) => reply.ok && take(reply.value));
  useFollow(live.run.reviews, review, take, readAgain);

  const answered = ({ action, values, run }: Answered) => {
    setReview({ ...review, status: "decided", decision: { by: me, action: action.name, values, at: run.updatedAt } });
    live.adopt(run);
  };

  const askedFor = <AskedFor input={live.run.input} fields={workflow?.input.fields ?? []} open={shown === null} />;

  return (
    <Desk
      reading={
        shown !== null && live.drafts.length > 0 ? (
          <DraftPanel drafts={live.drafts} shown={shown} onShow={setShown} />
        ) : (
          <Question review={review} models={live.run.models}>
            {askedFor}
          </Question>
        )
      }
      side={
        <>
          <LinkNotice link={live.link} signedOut={live.signedOut} />
          <BlockedNotice run={live.run} />
          {shown === null ? null : askedFor}
          <CommentList comments={live.comments} />
          <AnswerBar
            open={answering}
            onOpen={setAnswering}
            pinned={review.status !== "open"}
            notMine={review.status === "open" && !review.may.answer ? (review.may.reason ?? "") : undefined}
          >
            {review.status === "open" && !review.may.answer ? (
              <ShownForm review={review} />
            ) : review.status === "open" ? (
              <>
                {newDraft ? (
                  <Notice tone="info" role="status" className="mb-4">
                    <p>{words.newDraft(newDraft)}</p>
                  </Notice>
                ) : null}
                <DecisionForm
                  review={review}
                  storageKey={storageKey}
                  shown={shown}
                  onShowCurrent={() => setShown(review.draft?.revision ?? null)}
                  onAnswered={answered}
                  onOvertaken={readAgain}
                  onAttention={() => setAnswering(true)}
                />
              </>
            ) : (
              <div className="flex flex-col gap-4">
                <Outcome review={review} meId={me.id} storageKey={storageKey} fresh={news} />
                <WhatNext run={live.run} workflow={workflow} drafts={live.drafts.at(-1)?.revision ?? 0} />
                <NextReview after={review.id} runId={review.runId} />
              </div>
            )}
          </AnswerBar>
        </>
      }
    />
  );
}

/** Notices that an open review was answered elsewhere, or is about another draft now. */
function useFollow(
  open: ReviewView[],
  review: ReviewView,
  take: (now: ReviewView) => void,
  readAgain: () => void,
): void {
  const seen = useRef(open);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the run's news matter here
  useEffect(() => {
    if (seen.current === open || review.status !== "open") return;
    seen.current = open;
    const now = open.find(({ id }) => id === review.id);
    if (!now) readAgain();
    else if (now.draft?.revision !== review.draft?.revision) take(now);
  }, [open]);
}
