"use client";

import { useEffect, useRef, useState } from "react";
import type { RunBundle } from "@/components/api/run-bundle";
import { type LiveRun, useRun } from "@/components/api/use-run";
import { unsentKey } from "@/components/forms/unsent";
import { Markdown } from "@/components/markdown/markdown";
import { PlainText } from "@/components/markdown/plain-text";
import { DecisionForm } from "@/components/reviews/decision-form";
import { MadeWith } from "@/components/reviews/made-with";
import { Busy } from "@/components/reviews/writing-panel";
import { branchName } from "@/components/runs/branches/branch-name";
import { LinkNotice } from "@/components/ui/link-notice";
import { shownText } from "@/lib/markdown/hidden-characters";
import { chat as words } from "@/lib/messages/chat";
import { asksOf } from "@/lib/views/run";
import type { BranchView, ReviewView, RunView, WorkflowView } from "@/lib/views/views";
import { BranchText } from "./branch-text";
import { TurnOutcome } from "./outcome";
import { TurnTabs } from "./turn-tabs";

interface Props {
  bundle: RunBundle;
  workflow: WorkflowView | null;
  meId: string;
  onRun(run: RunView): void;
}

/** The turn under way: what happens, what is asked, and in the same place what comes of it. */
export function LiveTurn({ bundle, workflow, meId, onRun }: Props) {
  const live = useRun(bundle);
  const { run } = live;
  const [news, setNews] = useState(0);
  const told = useRef(onRun);
  told.current = onRun;
  useEffect(() => {
    setNews((count) => count + 1);
    told.current(run);
  }, [run]);
  const hasEnded = run.status !== "running" && run.status !== "waiting";
  return (
    <>
      <LinkNotice link={live.link} signedOut={live.signedOut} />
      <TurnTabs run={run} workflow={workflow} eager news={news}>
        {(branches) => (hasEnded ? <TurnOutcome run={run} /> : <Doing live={live} {...{ workflow, branches, meId }} />)}
      </TurnTabs>
    </>
  );
}

function Doing({
  live,
  workflow,
  branches,
  meId,
}: {
  live: LiveRun;
  workflow: WorkflowView | null;
  branches: BranchView[];
  meId: string;
}) {
  const { run, text } = live;
  const [review] = asksOf(run);
  const writing = branches.find(({ status }) => status === "running");
  return (
    <div className="flex flex-col gap-4">
      <div role="status">
        {review ? (
          <p className="font-semibold text-waiting">{words.waitsForYou}</p>
        ) : (
          <Busy sentence={doing(run, workflow)} />
        )}
      </div>
      {text ? <Markdown className="writing">{text}</Markdown> : null}
      {!review && writing?.runId ? (
        <BranchText key={writing.runId} runId={writing.runId} name={branchName(writing)} />
      ) : null}
      {review ? <Asked key={review.id} review={review} live={live} meId={meId} /> : null}
    </div>
  );
}

function Asked({ review, live, meId }: { review: ReviewView; live: LiveRun; meId: string }) {
  return (
    <section
      aria-label={shownText(review.title)}
      className="flex flex-col gap-4 rounded-lg border border-line bg-surface p-4 sm:p-5"
    >
      <h3 className="text-base font-semibold wrap-anywhere">
        <PlainText>{review.title}</PlainText>
      </h3>
      <MadeWith models={live.run.models} />
      {review.draft ? (
        <Markdown>{review.draft.content}</Markdown>
      ) : review.description ? (
        <p className="whitespace-pre-wrap text-quiet wrap-anywhere">
          <PlainText>{review.description}</PlainText>
        </p>
      ) : null}
      <DecisionForm
        review={review}
        storageKey={unsentKey.review(meId, review.id)}
        shown={review.draft?.revision ?? null}
        onShowCurrent={() => {}}
        onAnswered={({ run }) => {
          if (run.id === live.run.id) live.adopt(run);
          else live.lookAgain();
        }}
        onOvertaken={live.lookAgain}
        onAttention={() => {}}
      />
    </section>
  );
}

function doing({ step, status }: RunView, workflow: WorkflowView | null): string {
  const known = workflow?.steps.find(({ index }) => index === step?.index);
  if (known && known.kind !== "form") return words.step(known.title);
  return status === "waiting" ? words.waitsElsewhere : words.working;
}
