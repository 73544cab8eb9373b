import { runs } from "@/lib/messages/runs";
import type { RunStatus } from "@/lib/views/views";
import { classNames } from "./class-names";

const dots: Record<RunStatus | "pending", string> = {
  running: "bg-running",
  waiting: "bg-waiting",
  completed: "bg-done",
  failed: "bg-failed",
  canceled: "bg-control",
  pending: "border border-control",
};

/** A status where there is no room for its badge; the word is there for those who don't see the colour. */
export function StatusDot({ status }: { status: RunStatus | "pending" }) {
  return (
    <span className="inline-flex" title={runs.status[status]}>
      <span aria-hidden className={classNames("size-2 rounded-full", dots[status])} />
      <span className="sr-only">{runs.status[status]}</span>
    </span>
  );
}
