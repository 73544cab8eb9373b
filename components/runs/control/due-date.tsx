"use client";

import { useId, useState } from "react";
import { controlLook } from "@/components/forms/control-look";
import { RefusalNotice } from "@/components/forms/refusal-notice";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Time } from "@/components/ui/time";
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
  const [local, setLocal] = useState("");
  const [none, setNone] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const due = useControl(() => setOpen(false), "PATCH");
  const press = () => {
    const time = Date.parse(local);
    const wrong = none ? null : Number.isNaN(time) ? words.needed : time <= Date.now() ? words.notFuture : null;
    setProblem(wrong);
    if (!wrong) due.press(`/api/v1/reviews/${review.id}`, { dueAt: none ? null : new Date(time).toISOString() });
  };
  return (
    <ConfirmDialog
      open={open}
      onOpen={(next) => {
        setOpen(next);
        if (!next) return;
        setLocal(review.dueAt ? localTime(review.dueAt) : "");
        setNone(false);
        setProblem(null);
        due.forget();
      }}
      trigger={
        <button type="button" aria-label={words.changeOf(review.title)} className="text-accent underline">
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
        {(described) => (
          <input
            {...described}
            type="datetime-local"
            disabled={none}
            value={local}
            onChange={(event) => setLocal(event.target.value)}
            className={controlLook}
          />
        )}
      </Labeled>
      <label className="flex items-center gap-2">
        <input type="checkbox" checked={none} onChange={(event) => setNone(event.target.checked)} />
        {words.none}
      </label>
      {due.refusal ? <RefusalNotice refusal={due.refusal} onRetry={due.again} /> : null}
    </ConfirmDialog>
  );
}

/** As `datetime-local` wants it: the person's own time, to the minute. */
function localTime(iso: string): string {
  const date = new Date(iso);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
