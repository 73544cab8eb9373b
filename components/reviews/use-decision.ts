"use client";

import { useRef, useState } from "react";
import { attemptFor } from "@/components/api/attempt";
import { post, type Refusal } from "@/components/api/request";
import { forgetUnsent, keepUnsent, readUnsent } from "@/components/forms/unsent";
import type { ActionSpec, FormValues } from "@/lib/forms/spec";
import type { ReviewView, RunView } from "@/lib/views/views";

export interface Answered {
  action: ActionSpec;
  values: FormValues;
  run: RunView;
}

export interface Sending {
  /** The button whose answer is on its way. */
  sending: ActionSpec | null;
  refusal: Refusal | null;
  send(action: ActionSpec, values: FormValues): void;
  /** The same answer once more; it counts once however often it arrives. */
  retry(): void;
}

/** Sends an answer once, about the draft that is shown, and keeps what was typed until it is accepted. */
export function useDecision(
  review: ReviewView,
  storageKey: string,
  told: { answered(answer: Answered): void; refused(refusal: Refusal): void },
): Sending {
  const [sending, setSending] = useState<ActionSpec | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const last = useRef<{ action: ActionSpec; values: FormValues } | null>(null);
  const busy = useRef(false);

  const send = async (action: ActionSpec, values: FormValues) => {
    // State comes a moment late for the second click of two.
    if (busy.current) return;
    busy.current = true;
    last.current = { action, values };
    setRefusal(null);
    setSending(action);
    const body = { action: action.name, values, ...(review.draft && { draftRevision: review.draft.revision }) };
    const kept = readUnsent(storageKey);
    const attempt = attemptFor(kept?.attempt ?? null, body);
    keepUnsent(storageKey, { values: kept?.values ?? {}, attempt });
    const reply = await post<RunView>(`/api/v1/reviews/${encodeURIComponent(review.id)}/decision`, body, attempt.key);
    busy.current = false;
    setSending(null);
    if (reply.ok) {
      forgetUnsent(storageKey);
      told.answered({ action, values, run: reply.value });
    } else {
      setRefusal(reply.refusal);
      told.refused(reply.refusal);
    }
  };

  return {
    sending,
    refusal,
    send: (action, values) => void send(action, values),
    retry: () => last.current && void send(last.current.action, last.current.values),
  };
}
