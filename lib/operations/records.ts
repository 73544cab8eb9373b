/** Rows as operations see them: the engine's state plus what only people look at. */
import type { CommittedAt } from "@/lib/engine/after";
import type { Change } from "@/lib/engine/change";
import type { ReviewPeople, RunPeople } from "@/lib/engine/people";
import type { DraftContent, OpenReview, RunState, Snapshot } from "@/lib/engine/types";
import type { BranchView, DecisionView, ReviewStatus, ReviewSummary, RunSummary } from "@/lib/views/views";
import type { Actor, Assignee } from "@/lib/words/people";

export type RunRecord = RunState & CommittedAt;

export interface ReviewRecord extends OpenReview {
  workspaceId: string;
  runId: string;
  rootRunId: string;
  workflow: string;
  stepIndex: number;
  stepName: string;
  visit: number;
  status: ReviewStatus;
  title: string;
  description: string;
  assignee: Assignee | null;
  dueAt: Date | null;
  createdAt: Date;
  decision: DecisionView | null;
}

/** Everything one SELECT reads before a change, and before showing a run. */
export interface RunSnapshot extends Snapshot {
  run: RunRecord;
  openReviews: ReviewRecord[];
  /** Open reviews of its branches and theirs, with the drafts they show; only read for a root run. */
  /** `people` are of the branch; empty where nobody looks at them. */
  branchReviews: { review: ReviewRecord; draft: DraftContent | null; people: RunPeople }[];
  /** Names of all who are or were asked in its family; only read where just its participants see it. */
  asked: string[];
}

/** What decides who sees a run, and which program it runs. */
export type RunAccess = Pick<RunSnapshot, "asked"> &
  Pick<RunState, "workspaceId" | "startedBy" | "people" | "workflow" | "version" | "rootId">;

/** Rows of lists, with what operations need to say what of them is shown. */
export type ListedRun = Pick<RunAccess, "workspaceId" | "startedBy" | "people"> & {
  summary: RunSummary;
  seq: number;
};

export interface ListedReview {
  summary: Omit<ReviewSummary, "may">;
  people: ReviewPeople | null;
  /** Who decided at its step, where that counts. */
  deciders: string[];
}

export interface ListedBranch {
  branch: BranchView;
  /** Null while it has none. */
  child: { people: RunPeople; seq: number } | null;
}

export interface ReviewSnapshot {
  review: ReviewRecord;
  /** The draft the review shows. */
  reviewDraft: DraftContent | null;
  snapshot: RunSnapshot;
}

/** What the door's statement answers when it won. */
export interface Committed {
  change: Change;
  at: CommittedAt;
}

/** A review of a run or of one of its branches, as far as rights go. */
export interface ReviewBelow {
  id: string;
  workspaceId: string;
  runId: string;
  /** The visit of the run in question: the one that opened it, or the one whose branch did. */
  under: number;
  stepName: string;
  status: ReviewStatus;
  assignee: Assignee | null;
  people: ReviewPeople | null;
  /** Of the run that opened it. */
  runPeople: RunPeople;
  /** Who decided, or the engine where a deadline did; null where nothing was decided. */
  by: Actor | null;
}
