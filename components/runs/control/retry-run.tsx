"use client";

import { RotateCw } from "lucide-react";
import { RefusalNotice } from "@/components/forms/refusal-notice";
import { Button } from "@/components/ui/button";
import { control } from "@/lib/messages/control";
import { useControl } from "./use-control";

/** Visits the failed step again. */
export function RetryRun({ runId }: { runId: string }) {
  const retry = useControl(() => {});
  return (
    <>
      <Button look="primary" disabled={retry.busy} onClick={() => retry.press(`/api/v1/runs/${runId}/retry`, {})}>
        <RotateCw aria-hidden size={14} />
        {control.retry}
      </Button>
      {retry.refusal ? (
        <div className="basis-full">
          <RefusalNotice refusal={retry.refusal} onRetry={retry.again} />
        </div>
      ) : null}
    </>
  );
}
