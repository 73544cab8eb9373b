"use client";

import { useId, useState } from "react";
import { LocalTime } from "@/components/forms/local-time";
import { RefusalNotice } from "@/components/forms/refusal-notice";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Time } from "@/components/ui/time";
import { localTimeProblem, momentsOf } from "@/lib/forms/local-time";
import { shownText } from "@/lib/markdown/hidden-characters";
import { control } from "@/lib/messages/control";
import { review as reviewWords } from "@/lib/messages/review";
import type { ReviewView } from "@/lib/views/views";
import { Labeled } from "./labeled";
import { useControl } from "./use-control";

const words = control.due;

type Due = Pick<ReviewView, "id" | "title" | "dueAt">;

/** When an open review is due, and for those who may, how to change it. */
export function DueDate({ review, mayChange, deadline }: { review: Due; mayChange: boolean; deadline: boolean }) {
  if (!review.dueAt && !(deadline && mayChange)) return null;
  return (
    <span>
      {review.dueAt ? (
        <>
          {reviewWords.due} <Time at={review.dueAt} as="until" withClock />
        </>
      ) : (
        words.none
      )}
      {mayChange ? (
        <>
          {" · "}
          <ChangeDueDate review={review} />
        </>
      ) : null}
    </span>
  );
}

function ChangeDueDate({ review }: { review: Due }) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const [time, setTime] = useState("");
  const [none, setNone] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const due = useControl(() => setOpen(false), "PATCH");
  const press = () => {
    const wrong = none ? null : problemOf(time);
    setProblem(wrong);
    if (!wrong) due.press(`/api/v1/reviews/${review.id}`, { dueAt: none ? null : momentOf(time) });
  };
  return (
    <ConfirmDialog
      open={open}
      onOpen={(next) => {
        setOpen(next);
        if (!next) return;
        setTime(review.dueAt ?? "");
        setNone(false);
        setProblem(null);
        due.forget();
      }}
      trigger={
        <button type="button" aria-label={shownText(words.changeOf(review.title))} className="text-accent underline">
          {words.change}
        </button>
      }
      title={words.title}
      text={words.text}
      confirm={words.confirm}
      keep={words.keep}
      busy={due.busy}
      onConfirm={press}
    >
      <Labeled id={id} label={words.at} error={problem ?? undefined}>
        {(described) => <LocalTime {...described} kind="datetime" disabled={none} value={time} onValue={setTime} />}
      </Labeled>
      <label className="flex items-center gap-2">
        <input type="checkbox" checked={none} onChange={(event) => setNone(event.target.checked)} />
        {words.none}
      </label>
      {due.refusal ? <RefusalNotice refusal={due.refusal} onRetry={due.again} /> : null}
    </ConfirmDialog>
  );
}

/** As it was given, or the moment that the local time is. */
const momentOf = (time: string) => momentsOf(time)?.[0] ?? time;

function problemOf(time: string): string | null {
  const problem = localTimeProblem(words.at, time);
  if (problem !== null) return problem;
  const moment = Date.parse(momentOf(time));
  if (Number.isNaN(moment)) return words.needed;
  return moment <= Date.now() ? words.notFuture : null;
}
