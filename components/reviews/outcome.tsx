"use client";

import { CheckCircle2, CircleSlash } from "lucide-react";
import { useEffect, useRef } from "react";
import { shownForm } from "@/components/forms/shown-form";
import { ShownValue } from "@/components/forms/shown-value";
import { PlainText } from "@/components/markdown/plain-text";
import { Time } from "@/components/ui/time";
import { decision as words } from "@/lib/messages/review";
import type { ReviewView } from "@/lib/views/views";
import { KeptText, useKeptText } from "./kept-text";

/** How a review ended: who, what, when; and what the visitor had typed themselves. */
export function Outcome({
  review,
  meId,
  storageKey,
  fresh,
}: {
  review: ReviewView;
  meId: string;
  storageKey: string;
  fresh: boolean;
}) {
  const { decision } = review;
  const kept = useKeptText(storageKey, review.form.fields);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (fresh && document.activeElement === document.body) heading.current?.focus();
  }, [fresh]);
  const mine = decision?.by.id === meId;
  const label =
    shownForm(review.form).actions.find(({ name }) => name === decision?.action)?.label ?? decision?.action ?? "";
  return (
    <div className="flex flex-col gap-3">
      <div className="flex gap-2.5">
        {decision ? (
          <CheckCircle2 aria-hidden size={18} className="mt-[3px] shrink-0 text-done" />
        ) : (
          <CircleSlash aria-hidden size={18} className="mt-[3px] shrink-0 text-quiet" />
        )}
        <div role={fresh ? "status" : undefined}>
          <h2 ref={heading} tabIndex={-1} className="text-base leading-6 font-semibold outline-none">
            {decision ? (
              mine ? (
                words.done(decision.action, label)
              ) : (
                <>
                  <PlainText>{words.who(decision.by.name, decision.action, label)}</PlainText>{" "}
                  <Time at={decision.at} withClock />
                  {kept.text && !mine ? words.before : null}.
                </>
              )
            ) : review.status === "expired" ? (
              words.expired
            ) : (
              words.canceled
            )}
          </h2>
          {mine && decision ? (
            <p className="text-quiet">
              {words.mine} <Time at={decision.at} withClock />
            </p>
          ) : null}
          {kept.text && !mine ? <p className="mt-1">{words.nothingSent}</p> : null}
        </div>
      </div>
      {decision ? <Values review={review} /> : null}
      {kept.text && !mine ? <KeptText text={kept.text} onDiscard={kept.forget} /> : null}
    </div>
  );
}

/** What was answered, under the labels of the form. */
function Values({ review }: { review: ReviewView }) {
  const given = Object.entries(review.decision?.values ?? {}).filter(([, value]) => value !== "" && value !== false);
  if (given.length === 0) return null;
  const { fields } = shownForm(review.form);
  return (
    <dl className="flex flex-col gap-2 border-l-2 border-line pl-3">
      {given.map(([name, value]) => {
        const field = fields.find((candidate) => candidate.name === name);
        return (
          <div key={name}>
            <dt className="text-xs text-quiet">{field?.label ?? name}</dt>
            <dd className="max-h-40 overflow-y-auto whitespace-pre-wrap wrap-anywhere">
              <ShownValue field={field} value={value} />
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
