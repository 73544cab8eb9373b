"use client";

import { useEffect, useState } from "react";
import { request } from "@/components/api/request";
import { Timeline } from "@/components/runs/timeline";
import { Link } from "@/components/ui/link";
import { StatusBadge } from "@/components/ui/status-badge";
import { chat as words } from "@/lib/messages/chat";
import type { BranchView, Page, RunView, StepView, WorkflowView } from "@/lib/views/views";
import { TurnOutcome } from "./outcome";

interface Loaded {
  run: RunView;
  steps: Page<StepView>;
  workflow: WorkflowView | null;
}

/** One branch of a turn: what came of it, and what was done for it. */
export function BranchPanel({ branch }: { branch: BranchView }) {
  const { runId, updatedAt } = branch;
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [failed, setFailed] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is read again when it has changed
  useEffect(() => {
    let left = false;
    const path = `/api/v1/runs/${runId}`;
    void Promise.all([
      request<RunView>(path),
      request<Page<StepView>>(`${path}/steps?order=newest&limit=40`),
      request<WorkflowView>(`${path}/workflow`),
    ]).then(([run, steps, workflow]) => {
      if (left) return;
      setFailed(!run.ok || !steps.ok);
      if (run.ok && steps.ok)
        setLoaded({ run: run.value, steps: steps.value, workflow: workflow.ok ? workflow.value : null });
    });
    return () => {
      left = true;
    };
  }, [runId, updatedAt]);
  if (!loaded) return <p className="appear-late text-quiet">{failed ? words.loadFailed : words.loading}</p>;
  const { run, steps, workflow } = loaded;
  const hasEnded = run.status !== "running" && run.status !== "waiting";
  return (
    <div className="flex flex-col gap-4">
      <p className="flex flex-wrap items-center gap-3">
        <StatusBadge status={run.status} />
        <Link href={`/runs/${run.id}`} className="text-quiet underline decoration-line hover:decoration-ink">
          {words.details}
        </Link>
      </p>
      {hasEnded ? <TurnOutcome run={run} /> : null}
      <Timeline steps={steps} workflow={workflow} run={{ id: run.id, status: run.status }} />
    </div>
  );
}
