import { PlainText } from "@/components/markdown/plain-text";
import { buttonLook } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { StatusBadge } from "@/components/ui/status-badge";
import { progress, workingOn } from "@/lib/messages/progress";
import { runs as words } from "@/lib/messages/runs";
import type { ReviewView, RunView, WorkflowView } from "@/lib/views/views";
import { BlockedNotice } from "./blocked-notice";
import { DueDate } from "./control/due-date";
import { RunActions } from "./control/run-actions";

interface Props {
  run: RunView;
  workflow: WorkflowView | null;
  /** The newest draft; 0 before the first. */
  draft: number;
  mayReschedule: boolean;
}

const mostReviews = 3;

/** What a run is doing now, in one sentence, and what to do about it. */
export function RunNow({ run, workflow, draft, mayReschedule }: Props) {
  const hidden = run.reviews.length - mostReviews;
  return (
    <div className="flex flex-col gap-4">
      <div role="status" className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <StatusBadge status={run.status} />
        <p className="line-clamp-2 text-base wrap-anywhere">{sentence(run, workflow, draft)}</p>
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
      {run.reviews.slice(0, mostReviews).map((review) => (
        <div key={review.id} className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <Link href={`/reviews/${review.id}`} className={buttonLook("primary", "max-w-full")}>
            {run.reviews.length === 1 ? (
              words.openReview
            ) : (
              <span className="truncate">
                <PlainText>{words.openReviewOf(review.title)}</PlainText>
              </span>
            )}
          </Link>
          <span className="text-quiet">
            <DueDate review={review} mayChange={mayReschedule} deadline={hasDeadline(review, workflow)} />
          </span>
        </div>
      ))}
      {hidden > 0 ? (
        <p className="text-quiet">
          {words.moreReviews(hidden)}{" "}
          <a href="#branches" className="underline">
            {words.inBranches}
          </a>
        </p>
      ) : null}
      <RunActions run={run} workflow={workflow} />
    </div>
  );
}

function hasDeadline(review: ReviewView, workflow: WorkflowView | null): boolean {
  return workflow?.name === review.workflow && workflow.steps[review.step.index]?.deadline === true;
}

function sentence(run: RunView, workflow: WorkflowView | null, draft: number): string {
  switch (run.status) {
    case "running":
      return progress.writing(workingOn(run, workflow, draft));
    case "waiting": {
      const [open] = run.reviews;
      const step = workflow?.steps.find(({ index }) => index === run.step?.index);
      if (step?.kind === "signal") return words.waitsForSignal(step.signal ?? step.name);
      if (step?.kind === "timer") return words.waitsForTime(step.title);
      if (run.reviews.length > 1) return words.waitsForAnswers(run.reviews.length);
      if (open?.draft) return words.waitsForDraft(open.draft.revision);
      if (open) return words.waitsForAnswer;
      return step && isJoin(step.kind) ? words.waitsForBranches : progress.waitingElsewhere;
    }
    case "completed":
      return progress.completed;
    case "failed":
      return `${progress.failed} ${progress.failedSafe}`;
    case "canceled":
      return progress.canceled;
  }
}

const isJoin = (kind: string) => ["each", "parallel", "race", "workflow"].includes(kind);
