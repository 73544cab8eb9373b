"use client";

import { ArrowRight } from "lucide-react";
import type { ReactNode } from "react";
import { buttonLook } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { progress, workingOn } from "@/lib/messages/progress";
import { decision as words } from "@/lib/messages/review";
import { asksOf } from "@/lib/views/run";
import type { RunView, WorkflowView } from "@/lib/views/views";
import { Busy } from "./writing-panel";

/** What happens after a review, in words, until there is something to read. */
export function WhatNext({ run, workflow, drafts }: { run: RunView; workflow: WorkflowView | null; drafts: number }) {
  return (
    <div role="status" className="flex flex-col items-start gap-3">
      {sentence({ run, workflow, drafts })}
    </div>
  );
}

function sentence({ run, workflow, drafts }: Parameters<typeof WhatNext>[0]): ReactNode {
  const seeRun = (label: string) => (
    <Link href={`/runs/${run.id}`} className={buttonLook("plain")}>
      {label}
    </Link>
  );
  const [next] = asksOf(run);
  switch (run.status) {
    case "running":
      return <Busy sentence={progress.writing(workingOn(run, workflow, drafts))} />;
    case "waiting":
      if (!next) return <p>{words.elsewhere}</p>;
      return (
        <>
          <p>{next.draft ? words.ready(next.draft.revision) : words.readyNoDraft}</p>
          <Link href={`/reviews/${next.id}`} className={buttonLook("primary")}>
            {next.draft ? words.readDraft(next.draft.revision) : words.readNext}
            <ArrowRight aria-hidden size={14} />
          </Link>
        </>
      );
    case "completed":
      return (
        <>
          <p>{progress.completed}</p>
          {seeRun(words.seeResult)}
        </>
      );
    case "failed":
      return (
        <>
          <p>
            {progress.failed} {progress.failedSafe}
          </p>
          {seeRun(words.seeDetails)}
        </>
      );
    case "canceled":
      return <p>{progress.canceled}</p>;
  }
}
