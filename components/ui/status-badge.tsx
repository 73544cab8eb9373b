import { Ban, CheckCircle2, CircleAlert, Clock, LoaderCircle } from "lucide-react";
import { runs } from "@/lib/messages/runs";
import type { RunStatus } from "@/lib/views/views";
import { classNames } from "./class-names";

const looks = {
  running: { Icon: LoaderCircle, look: "bg-running-soft text-running" },
  waiting: { Icon: Clock, look: "bg-waiting-soft text-waiting" },
  completed: { Icon: CheckCircle2, look: "bg-done-soft text-done" },
  failed: { Icon: CircleAlert, look: "bg-failed-soft text-failed" },
  canceled: { Icon: Ban, look: "bg-sunken text-quiet" },
} satisfies Record<RunStatus, unknown>;

export function StatusBadge({ status }: { status: RunStatus }) {
  const { Icon, look } = looks[status];
  return (
    <span
      className={classNames("inline-flex items-center gap-1.5 rounded-full px-2 py-0.5 text-xs font-semibold", look)}
    >
      <Icon aria-hidden size={12} />
      {runs.status[status]}
    </span>
  );
}
