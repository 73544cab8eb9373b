"use client";

import { useState } from "react";
import { joinText, noText } from "@/components/api/live-text";
import { useLive } from "@/components/api/use-live";
import { Markdown } from "@/components/markdown/markdown";
import { shownText } from "@/lib/markdown/hidden-characters";
import { chat as words } from "@/lib/messages/chat";

/** Text of a branch as it is written. */
export function BranchText({ runId, name }: { runId: string; name: string }) {
  const [live, setLive] = useState(noText);
  useLive(runId, { onChanged: () => {}, onText: (frame) => setLive((before) => joinText(before, frame)) });
  if (live.text === "") return null;
  return (
    <section
      aria-label={shownText(words.writing(name))}
      aria-busy
      className="rounded-lg border border-line bg-surface px-4 py-3"
    >
      <Markdown className="writing">{live.text}</Markdown>
    </section>
  );
}
