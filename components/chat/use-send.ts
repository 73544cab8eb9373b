"use client";

import { useRef, useState } from "react";
import { attemptFor } from "@/components/api/attempt";
import { post, type Refusal } from "@/components/api/request";
import { forgetUnsent, keepUnsent, readUnsent } from "@/components/forms/unsent";
import { isBlankText } from "@/lib/text/hidden";
import type { RunView } from "@/lib/views/views";

export interface Begun {
  threadId: string;
  run: RunView;
}

/** Sends a message once, and keeps what was typed until it has arrived. */
export function useSend(threadId: string | null, storageKey: string, onBegun: (begun: Begun) => void) {
  const [sending, setSending] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const busy = useRef(false);

  const send = async (prompt: string) => {
    if (busy.current || isBlankText(prompt)) return;
    busy.current = true;
    setSending(prompt);
    setRefusal(null);
    const body = { prompt, ...(threadId !== null && { threadId }) };
    const attempt = attemptFor(readUnsent(storageKey)?.attempt ?? null, body);
    keepUnsent(storageKey, { values: { prompt }, attempt });
    const reply = await post<Begun>("/api/v1/threads", body, attempt.key);
    busy.current = false;
    setSending(null);
    if (!reply.ok) return setRefusal(reply.refusal);
    forgetUnsent(storageKey);
    onBegun(reply.value);
  };
  return { sending, refusal, send: (prompt: string) => void send(prompt) };
}
