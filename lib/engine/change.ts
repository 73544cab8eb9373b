/** What a transition makes: the rows that one statement writes. */
import type { FormSpec, FormValues } from "@/lib/forms/spec";
import type { ReviewPeople, Visibility } from "./people";
import type { Actor, Assignee, DraftContent, Effect, Json, KeptSignal, RunState, Visit } from "./types";

export interface NewReview {
  id: string;
  seq: number;
  key: string;
  stepIndex: number;
  stepName: string;
  visit: number;
  draftRevision: number | null;
  assignee: Assignee | null;
  people: ReviewPeople | null;
  /** Who sees it besides those it asks; null is everybody of the workspace. */
  visibility: Visibility | null;
  dueAt: Date | null;
  title: string;
  description: string;
  form: FormSpec;
}

export interface MovedReviews {
  seq: number;
  stepIndex: number;
  stepName: string;
  /** Set where they are private from now on; `assignee` is then for those that ask nobody in particular. */
  visibility: Visibility | null;
  assignee: Assignee | null;
}

export interface ClosedReview {
  id: string;
  status: "decided" | "expired" | "canceled";
  decision: { by: Actor; action: string; values: FormValues; at: string } | null;
}

export interface RescheduledReview {
  id: string;
  dueAt: Date | null;
}

export interface NewDraft {
  revision: number;
  seq: number;
  content: string;
  by: Actor;
}

export interface NewComment {
  id: string;
  seq: number;
  reviewId: string | null;
  draftRevision: number | null;
  by: Actor;
  text: string;
}

export interface NewSignal extends KeptSignal {
  eventSeq: number;
  by: Actor;
  takenBySeq: number | null;
}

export interface NewBranch {
  index: number;
  key: string;
  /** Null while it has to wait for a place. */
  childId: string | null;
  workflow: string;
  input: Json;
}

export interface EventRow {
  seq: number;
  type: string;
  actor: Actor;
  data: Json;
}

/**
 * - `keep`: the lease stays as it is; `none`: no effect is due.
 * - `due`: an effect is due in `afterMs`; at 0 whoever commits may take it at once.
 * - `taken`: this change took it for `owner`.
 */
export type LeaseChange =
  | { kind: "keep" }
  | { kind: "none" }
  | { kind: "due"; afterMs: number }
  | { kind: "taken"; owner: string };

/** What one statement writes. */
export interface Change {
  run: RunState;
  lease: LeaseChange;
  /** Visits that the run left for the one it is at now, oldest first: nothing changes them any more. */
  leftVisits: Visit[];
  /** The open reviews of the current visit go on at this step of another version. */
  movedReviews: MovedReviews | null;
  openedReviews: NewReview[];
  closedReviews: ClosedReview[];
  rescheduledReviews: RescheduledReview[];
  /** The current draft after the change. */
  draft: DraftContent | null;
  drafts: NewDraft[];
  comments: NewComment[];
  /** Comments of this visit and later ones no longer count. */
  setAsideFrom: number | null;
  signals: NewSignal[];
  takenSignals: { id: string; seq: number }[];
  events: EventRow[];
  /** A join begins at this visit, with these branches. */
  joins: { seq: number }[];
  branches: NewBranch[];
  /** Branches that had to wait and begin now. */
  begunBranches: { index: number; childId: string }[];
  /** Child runs to be started; each is claimed like any other due work. */
  children: RunState[];
  /** Ends of branches that were taken note of. */
  deliveredBranches: { seq: number; index: number }[];
  /** Branches of this visit that are under way are no longer wanted. */
  cancelBranches: number | null;
  /** An answer in a branch, or a cut of branches under way; `seen` is the count of the other kind that was read. */
  family: { kind: "answer" | "cut"; seen: number } | null;
  /** This run, a branch, ends: what its parent will read. */
  branchEnd: { status: "completed" | "failed" | "canceled"; output: Json; error: { message: string } | null } | null;
  /** Due now; start it after the commit if the lease is ours. */
  effect: Effect | null;
}

/** The event came too late or for another visit: nothing changes. */
export interface Ignored {
  ignored: string;
}
