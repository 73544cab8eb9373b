import { PlainText } from "@/components/markdown/plain-text";
import { buttonLook } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { StatusBadge } from "@/components/ui/status-badge";
import { progress, workingOn } from "@/lib/messages/progress";
import { runs as words } from "@/lib/messages/runs";
import type { RunView, WorkflowView } from "@/lib/views/views";
import { BlockedNotice } from "./blocked-notice";

/** What a run is doing now, in one sentence, and what to do about it. */
export function RunNow({ run, workflow, drafts }: { run: RunView; workflow: WorkflowView | null; drafts: number }) {
  return (
    <div className="flex flex-col gap-4">
      <div role="status" className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <StatusBadge status={run.status} />
        <p className="line-clamp-2 text-base wrap-anywhere">{sentence(run, workflow, drafts)}</p>
      </div>
      <BlockedNotice run={run} />
      {run.error ? (
        <Notice tone="failed">
          <p className="wrap-anywhere">
            <PlainText>{run.error.message}</PlainText>{" "}
            <code className="font-mono text-xs">
              ({run.error.code}, {run.error.step})
            </code>
          </p>
        </Notice>
      ) : null}
      {run.reviews.map((review) => (
        <Link key={review.id} href={`/reviews/${review.id}`} className={buttonLook("primary", "self-start")}>
          {words.openReview}
        </Link>
      ))}
    </div>
  );
}

function sentence(run: RunView, workflow: WorkflowView | null, drafts: number): string {
  switch (run.status) {
    case "running":
      return progress.writing(workingOn(run, workflow, drafts));
    case "waiting": {
      const [open] = run.reviews;
      return open?.draft
        ? words.waitsForDraft(open.draft.revision)
        : open
          ? words.waitsForAnswer
          : progress.waitingElsewhere;
    }
    case "completed":
      return progress.completed;
    case "failed":
      return `${progress.failed} ${progress.failedSafe}`;
    case "canceled":
      return progress.canceled;
  }
}
