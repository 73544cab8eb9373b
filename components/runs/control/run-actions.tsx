import { control } from "@/lib/messages/control";
import type { RunRights, RunView, WorkflowView } from "@/lib/views/views";
import { CancelRun } from "./cancel-run";
import { RetryRun } from "./retry-run";
import { SignalRun } from "./signal-run";

interface Props {
  run: RunView;
  workflow: WorkflowView | null;
  rights: RunRights;
}

/** What the viewer may do with a run as it is now. */
export function RunActions({ run, workflow, rights }: Props) {
  const offered = run.status !== "completed" && run.status !== "canceled";
  const here = workflow?.steps.find(({ index }) => index === run.step?.index)?.signal;
  const names = [...new Set([here, ...(workflow?.steps ?? []).map(({ signal }) => signal)])].filter(
    (name) => name !== undefined,
  );
  return (
    <section aria-label={control.actions} className="flex flex-wrap gap-2 empty:hidden">
      {run.status === "failed" && rights.retry ? <RetryRun runId={run.id} /> : null}
      <SignalRun runId={run.id} names={names} offered={offered && rights.signal && names.length > 0} />
      <CancelRun runId={run.id} offered={offered && rights.cancel} />
    </section>
  );
}
