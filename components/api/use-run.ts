"use client";

import { useRef, useState } from "react";
import type { RunView } from "@/lib/views/views";
import type { Link, TextFrame } from "./live-hub";
import { joinText, type LiveText, noText } from "./live-text";
import { fetchBundle, type RunBundle } from "./run-bundle";
import { useLive } from "./use-live";

export interface LiveRun extends RunBundle {
  /** What the model is writing now; empty when nothing is. */
  text: string;
  link: Link;
  signedOut: boolean;
  /** Takes over what an answer to a POST says. */
  adopt(run: RunView): void;
  lookAgain(): void;
}

/** A run as it changes. What came later is never replaced by what was asked for earlier. */
export function useRun(initial: RunBundle): LiveRun {
  const [bundle, setBundle] = useState(initial);
  const [live, setLive] = useState<LiveText>(noText);
  const [signedOut, setSignedOut] = useState(false);
  const latest = useRef({ bundle: initial, text: noText, busy: false, again: false, stale: false });
  const runId = initial.run.id;

  const keep = (next: RunBundle) => {
    if (next.run.updatedAt < latest.current.bundle.run.updatedAt) return;
    latest.current.bundle = next;
    setBundle(next);
  };
  const show = (text: LiveText) => {
    latest.current.text = text;
    setLive(text);
  };

  const look = async (): Promise<void> => {
    const state = latest.current;
    if (state.busy) {
      state.again = true;
      return;
    }
    state.busy = true;
    do {
      state.again = false;
      const { run } = state.bundle;
      const textThen = state.text.seq;
      const known = state.stale ? null : state.bundle;
      state.stale = false;
      const reply = await fetchBundle(known, runId);
      if (!reply.ok && !known) state.stale = true;
      if (reply.ok) {
        const moved = reply.value.run.status !== run.status || reply.value.run.step?.index !== run.step?.index;
        if (moved) show({ ...state.text, over: Math.max(state.text.over, textThen) });
        keep(reply.value);
      }
      setSignedOut(!reply.ok && reply.refusal.kind === "signed_out");
    } while (state.again);
    state.busy = false;
  };

  const link = useLive(runId, {
    onChanged: () => void look(),
    onText: (frame: TextFrame) => show(joinText(latest.current.text, frame)),
  });
  const writing = bundle.run.status === "running" && live.seq > live.over;
  return {
    ...bundle,
    text: writing ? live.text : "",
    link,
    signedOut,
    adopt: (run) => {
      keep({ ...latest.current.bundle, run });
      // The answer says nothing of drafts and comments.
      latest.current.stale = true;
      void look();
    },
    lookAgain: () => void look(),
  };
}
