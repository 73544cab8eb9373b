import { PlainText } from "@/components/markdown/plain-text";
import { Link } from "@/components/ui/link";
import { StatusBadge } from "@/components/ui/status-badge";
import { Time } from "@/components/ui/time";
import { runs as words } from "@/lib/messages/runs";
import type { RunSummary, WorkflowView } from "@/lib/views/views";
import { runTitle } from "./run-title";

export function RunRow({ run, workflow, meId }: { run: RunSummary; workflow: WorkflowView | null; meId: string }) {
  const name = workflow?.title ?? run.workflow;
  return (
    <Link
      href={`/runs/${run.id}`}
      className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-4 gap-y-1 px-4 py-3 -outline-offset-2 hover:bg-page sm:grid-cols-[minmax(0,1fr)_7rem_7rem_8rem]"
    >
      <span className="line-clamp-2 font-semibold wrap-anywhere sm:line-clamp-1">
        <PlainText>{runTitle(run, workflow?.input.fields ?? []) || name}</PlainText>
      </span>
      <span>
        <StatusBadge status={run.status} />
      </span>
      <span className="truncate text-quiet max-sm:order-last max-sm:text-right">
        <span className="sr-only">{words.startedBy} </span>
        <PlainText>{run.startedBy.id === meId ? words.you : run.startedBy.name}</PlainText>
      </span>
      <span className="figures text-quiet max-sm:hidden">
        <Time at={run.createdAt} />
      </span>
      <span className="truncate text-quiet sm:col-span-4">
        {name}
        {run.step ? <span className="max-sm:hidden"> · {run.step.name}</span> : null}
        <span className="figures sm:hidden">
          {" · "}
          <Time at={run.createdAt} />
        </span>
      </span>
    </Link>
  );
}
