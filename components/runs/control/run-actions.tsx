import { control } from "@/lib/messages/control";
import type { RunView, WorkflowView } from "@/lib/views/views";
import { CancelRun } from "./cancel-run";
import { RetryRun } from "./retry-run";
import { SignalRun } from "./signal-run";

/** What can be done with a run as it is now. */
export function RunActions({ run, workflow }: { run: RunView; workflow: WorkflowView | null }) {
  if (run.status === "completed" || run.status === "canceled") return null;
  const here = workflow?.steps.find(({ index }) => index === run.step?.index)?.signal;
  const names = [...new Set([here, ...(workflow?.steps ?? []).map(({ signal }) => signal)])].filter(
    (name) => name !== undefined,
  );
  return (
    <section aria-label={control.actions} className="flex flex-wrap gap-2">
      {run.status === "failed" ? <RetryRun runId={run.id} /> : null}
      {names.length > 0 ? <SignalRun runId={run.id} names={names} /> : null}
      <CancelRun runId={run.id} />
    </section>
  );
}
