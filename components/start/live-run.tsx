"use client";

import { useEffect, useRef, useState } from "react";
import { fetchReview, type RunBundle } from "@/components/api/run-bundle";
import { type LiveRun as Live, useRun } from "@/components/api/use-run";
import { unsentKey } from "@/components/forms/unsent";
import { AnswerBar } from "@/components/reviews/answer-bar";
import { AskedFor } from "@/components/reviews/asked-for";
import { CommentList } from "@/components/reviews/comment-list";
import { DecisionForm } from "@/components/reviews/decision-form";
import { Desk } from "@/components/reviews/desk";
import { Outcome } from "@/components/reviews/outcome";
import type { Answered } from "@/components/reviews/use-decision";
import { LinkNotice } from "@/components/ui/link-notice";
import { progress, workingOn } from "@/lib/messages/progress";
import { decision } from "@/lib/messages/review";
import { asksOf } from "@/lib/views/run";
import type { ReviewView, WorkflowView } from "@/lib/views/views";
import type { Actor } from "@/lib/words/people";
import { Reading } from "./reading";
import { RunEnd } from "./run-end";
import { StatusLine } from "./status-line";

interface Props {
  bundle: RunBundle;
  workflow: WorkflowView;
  me: Actor;
  onAnother(): void;
  onAgain(): void;
}

/** A run where it was started: what it does, its drafts, its questions, its end, all in one place. */
export function LiveRun({ bundle, workflow, me, onAnother, onAgain }: Props) {
  const live = useRun(bundle);
  const { run } = live;
  const [open] = asksOf(run);
  const [chosen, setChosen] = useState<number | null>(null);
  const [answering, setAnswering] = useState(false);
  const [answered, setAnswered] = useState<string | null>(null);
  const overtaken = useOvertaken(open, me.id);
  // What was said of an answer holds until the next question.
  useEffect(() => {
    if (open?.id) setAnswered(null);
  }, [open?.id]);
  const newest = live.drafts.at(-1)?.revision ?? null;
  const shown = chosen ?? newest;

  const onAnswered = ({ action, run: next }: Answered) => {
    setAnswered(decision.done(action.name, action.label));
    setChosen(null);
    setAnswering(false);
    live.adopt(next);
  };
  const said = run.status === "running" && answered ? answered : null;
  const elsewhere = run.status === "waiting" && !open;

  const nothingToRead = (run.status === "failed" || run.status === "canceled") && newest === null;
  const end = <RunEnd run={run} onAnother={onAnother} onAgain={onAgain} />;

  return (
    <div className="flex flex-col gap-5">
      <StatusLine run={run} said={said} sentence={sentence(live, workflow, said)} />
      <Desk
        reading={nothingToRead ? end : <Reading live={live} workflow={workflow} shown={shown} onShow={setChosen} />}
        side={
          <>
            <LinkNotice link={live.link} signedOut={live.signedOut} />
            {overtaken ? (
              <div className="rounded-lg border border-line bg-surface p-4">
                <Outcome review={overtaken} meId={me.id} storageKey={unsentKey.review(me.id, overtaken.id)} fresh />
              </div>
            ) : null}
            {open ? (
              <AnswerBar key={open.id} open={answering} onOpen={setAnswering}>
                <DecisionForm
                  review={open}
                  storageKey={unsentKey.review(me.id, open.id)}
                  shown={shown}
                  onShowCurrent={() => setChosen(open.draft?.revision ?? null)}
                  onAnswered={onAnswered}
                  onOvertaken={live.lookAgain}
                  onAttention={() => setAnswering(true)}
                />
              </AnswerBar>
            ) : null}
            {run.status === "running" || elsewhere ? <p className="text-quiet">{progress.leave}</p> : null}
            {nothingToRead ? null : end}
            <CommentList comments={live.comments} />
            {open && !open.draft ? null : <AskedFor input={run.input} fields={workflow.input.fields} />}
          </>
        }
      />
    </div>
  );
}

function sentence({ run, drafts }: Live, workflow: WorkflowView, said: string | null): string {
  switch (run.status) {
    case "running": {
      const working = workingOn(run, workflow, drafts.at(-1)?.revision ?? 0);
      return said ? progress.next(working) : progress.writing(working);
    }
    case "waiting": {
      const [open] = asksOf(run);
      if (!open) return progress.waitingElsewhere;
      return open.draft ? progress.ready(open.draft.revision) : progress.question;
    }
    case "completed":
      return progress.accepted;
    case "failed":
      return progress.failed;
    case "canceled":
      return progress.canceled;
  }
}

/** The review that was shown and that somebody else answered. */
function useOvertaken(open: ReviewView | undefined, meId: string): ReviewView | null {
  const last = useRef<string | null>(null);
  const [overtaken, setOvertaken] = useState<ReviewView | null>(null);
  useEffect(() => {
    const before = last.current;
    last.current = open?.id ?? null;
    if (!before || before === open?.id) return;
    void fetchReview(before).then((reply) => {
      if (reply.ok) setOvertaken(reply.value.decision?.by.id === meId ? null : reply.value);
    });
  }, [open?.id, meId]);
  return overtaken;
}
