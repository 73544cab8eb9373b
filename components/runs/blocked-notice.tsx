import { Notice } from "@/components/ui/notice";
import { runs as words } from "@/lib/messages/runs";
import type { RunSummary } from "@/lib/views/views";

/** Says what a run needs that no running process has; nothing while one has it. */
export function BlockedNotice({ run }: { run: Pick<RunSummary, "blocked"> }) {
  if (!run.blocked) return null;
  return (
    <Notice tone="waiting">
      <p>
        {words.blocked(run.blocked.needs)} {words.blockedSafe}
      </p>
    </Notice>
  );
}
