"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { runs as words } from "@/lib/messages/runs";
import type { StepView, WorkflowView } from "@/lib/views/views";
import { StepCard } from "./step-card";

const atFirst = 40;

/** Every visit of every step, newest first. */
export function Timeline({ steps, workflow }: { steps: StepView[]; workflow: WorkflowView | null }) {
  const [shown, setShown] = useState(atFirst);
  if (steps.length === 0) return <p className="text-quiet">{words.noSteps}</p>;
  const newestFirst = steps.toReversed();
  const titleOf = ({ step }: StepView) => workflow?.steps.find(({ name }) => name === step.name)?.title ?? step.name;
  const hidden = Math.max(0, newestFirst.length - shown);
  return (
    <>
      <ol className="flex flex-col gap-1">
        {newestFirst.slice(0, shown).map((step, index, all) => (
          <StepCard key={step.seq} step={step} title={titleOf(step)} last={index === all.length - 1 && hidden === 0} />
        ))}
      </ol>
      {hidden > 0 ? (
        <Button className="mt-3 ml-7" onClick={() => setShown(shown + 200)}>
          {words.older(Math.min(200, hidden))}
        </Button>
      ) : null}
    </>
  );
}
