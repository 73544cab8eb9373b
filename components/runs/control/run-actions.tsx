import { control } from "@/lib/messages/control";
import type { RunView, WorkflowView } from "@/lib/views/views";
import { CancelRun } from "./cancel-run";
import { RetryRun } from "./retry-run";
import { SignalRun } from "./signal-run";

/** What can be done with a run as it is now. */
export function RunActions({ run, workflow }: { run: RunView; workflow: WorkflowView | null }) {
  const offered = run.status !== "completed" && run.status !== "canceled";
  const here = workflow?.steps.find(({ index }) => index === run.step?.index)?.signal;
  const names = [...new Set([here, ...(workflow?.steps ?? []).map(({ signal }) => signal)])].filter(
    (name) => name !== undefined,
  );
  return (
    <section aria-label={control.actions} className="flex flex-wrap gap-2 empty:hidden">
      {run.status === "failed" ? <RetryRun runId={run.id} /> : null}
      <SignalRun runId={run.id} names={names} offered={offered && names.length > 0} />
      <CancelRun runId={run.id} offered={offered} />
    </section>
  );
}
