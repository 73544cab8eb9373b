"use client";

import { useEffect, useRef } from "react";
import { StatusBadge } from "@/components/ui/status-badge";
import type { RunView } from "@/lib/views/views";

/** What it is doing, in one sentence, told to screen readers as it changes. Takes the focus when its holder went. */
export function StatusLine({ run, said, sentence }: { run: RunView; said: string | null; sentence: string }) {
  const line = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each state may have taken away what had the focus
  useEffect(() => {
    if (document.activeElement === document.body) line.current?.focus({ preventScroll: true });
  }, [run.status, run.step?.index]);
  return (
    <div
      ref={line}
      role="status"
      tabIndex={-1}
      className="flex min-h-7 flex-wrap items-center gap-x-3 gap-y-1 outline-none"
      data-testid="status-line"
    >
      <StatusBadge status={run.status} />
      <p className="text-base">
        {said ? <span className="font-semibold">{said} </span> : null}
        {sentence}
      </p>
    </div>
  );
}
