"use client";

import { type Newest, useOlder } from "@/components/api/use-older";
import { runs as words } from "@/lib/messages/runs";
import type { RunRights, RunStatus, StepView, WorkflowView } from "@/lib/views/views";
import { LoadOlder } from "./load-older";
import { StepCard } from "./step-card";

interface Props {
  steps: Newest<StepView>;
  workflow: WorkflowView | null;
  run: { id: string; status: RunStatus; rights?: RunRights };
}

/** Every visit of every step, newest first. */
export function Timeline({ steps, workflow, run }: Props) {
  const older = useOlder(steps, ({ seq }) => seq, `/api/v1/runs/${run.id}/steps?data=without`, 50);
  if (older.rows.length === 0) return <p className="text-quiet">{words.noSteps}</p>;
  const titleOf = ({ step }: StepView) => workflow?.steps.find(({ name }) => name === step.name)?.title ?? step.name;
  return (
    <>
      <ol className="flex flex-col gap-1">
        {older.rows.map((step, index, all) => (
          <StepCard
            key={step.seq}
            step={step}
            title={titleOf(step)}
            run={run}
            last={index === all.length - 1 && !older.more}
          />
        ))}
      </ol>
      <LoadOlder older={older} className="mt-3 ml-7" />
    </>
  );
}
