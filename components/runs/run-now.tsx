import { PlainText } from "@/components/markdown/plain-text";
import { Notice } from "@/components/ui/notice";
import { StatusBadge } from "@/components/ui/status-badge";
import { progress, workingOn } from "@/lib/messages/progress";
import { runs as words } from "@/lib/messages/runs";
import type { BranchView, EventView, Page, RunRights, RunView, WorkflowStep, WorkflowView } from "@/lib/views/views";
import { BlockedNotice } from "./blocked-notice";
import { RunActions } from "./control/run-actions";
import { RunMoment } from "./run-moment";
import { WaitingReviews } from "./waiting-reviews";

interface Props {
  run: RunView;
  workflow: WorkflowView | null;
  /** Of the newest visit that has some. */
  branches: Page<BranchView>;
  /** The newest. */
  events: EventView[];
  /** The newest draft; 0 before the first. */
  draft: number;
  mayReschedule: boolean;
  rights: RunRights;
}

/** What a run is doing now, in one sentence, and what to do about it. */
export function RunNow({ run, workflow, branches, events, draft, mayReschedule, rights }: Props) {
  const step = workflow?.steps.find(({ index }) => index === run.step?.index);
  return (
    <div className="flex flex-col gap-4">
      <div role="status" className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <StatusBadge status={run.status} />
        <p className="text-base wrap-anywhere">
          {sentence(run, workflow, step, branches.data, draft)}{" "}
          <RunMoment run={run} events={events} inTimer={step?.kind === "timer"} />
        </p>
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
      <WaitingReviews
        reviews={run.reviews}
        branches={branches.data}
        workflow={workflow}
        mayReschedule={mayReschedule}
        actions={<RunActions run={run} workflow={workflow} rights={rights} />}
      />
    </div>
  );
}

function sentence(
  run: RunView,
  workflow: WorkflowView | null,
  step: WorkflowStep | undefined,
  branches: BranchView[],
  draft: number,
): string {
  switch (run.status) {
    case "running":
      return progress.writing(workingOn(run, workflow, draft));
    case "waiting": {
      if (step?.kind === "signal") return words.waitsForSignal(step.signal ?? step.name);
      if (step?.kind === "timer") return words.waitsForTime(step.title);
      const joins = step !== undefined && isJoin(step.kind);
      return [waits(run, branches, joins), joins ? endedOf(branches) : ""].filter(Boolean).join(" ");
    }
    case "completed":
      return progress.completed;
    case "failed":
      return `${progress.failed} ${progress.failedSafe}`;
    case "canceled":
      return progress.canceled;
  }
}

function waits({ reviews }: RunView, branches: BranchView[], joins: boolean): string {
  const [open] = reviews;
  if (reviews.length > 1) return words.waitsForAnswers(reviews.length);
  if (open?.draft) return words.waitsForDraft(open.draft.revision);
  if (open) return words.waitsForAnswer;
  const inBranches = branches.reduce((sum, { openReviews }) => sum + openReviews, 0);
  if (!joins) return progress.waitingElsewhere;
  return inBranches > 0 ? words.waitsInBranches(inBranches) : words.waitsForBranches;
}

function endedOf(branches: BranchView[]): string {
  const ended = branches.filter(({ status }) => ["completed", "failed", "canceled"].includes(status)).length;
  return ended > 0 ? words.branchesEnded(ended, branches.length) : "";
}

const isJoin = (kind: string) => ["each", "parallel", "race", "workflow"].includes(kind);
