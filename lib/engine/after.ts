import type { Change, NewReview } from "./change";
import { ownerAfter } from "./lease";
import type { OpenReview, RunState, Snapshot } from "./types";

/** By the database's clock. */
export interface CommittedAt {
  createdAt: Date;
  updatedAt: Date;
}

/** A review as a change opens it, with what its run says of it. */
type Opened = NewReview & {
  workspaceId: string;
  runId: string;
  rootRunId: string;
  workflow: string;
  status: "open";
  createdAt: Date;
  decision: null;
};

/** A run as a change leaves it, as reading it would give it; of its branches it says nothing. */
export function after<S extends Snapshot>(before: S, change: Change, at: CommittedAt) {
  const { draft, openedReviews } = change;
  const run: RunState & CommittedAt = { ...change.run, ...at, leaseOwner: ownerAfter(change) };
  const openReviews: (S["openReviews"][number] | Opened)[] = stillOpen(before, change);
  for (const review of openedReviews) openReviews.push(opened(run, review, at));
  return { run, draft, openReviews, keptSignals: keptSignals(before, change) };
}

function stillOpen<S extends Snapshot>({ openReviews }: S, change: Change): S["openReviews"][number][] {
  const closed = new Set(change.closedReviews.map(({ id }) => id));
  return openReviews.filter(({ id }) => !closed.has(id)).map((review) => moved(review, change));
}

/** An open review that the change does not close, with what it says of it. */
export function moved<R extends OpenReview>(review: R, { movedReviews, rescheduledReviews }: Change): R {
  const rescheduled = rescheduledReviews.find(({ id }) => id === review.id);
  const due = rescheduled ? { dueAt: rescheduled.dueAt } : {};
  if (!movedReviews) return { ...review, ...due };
  const { visibility, assignee, ...place } = movedReviews;
  const asked = visibility ? { visibility, assignee: review.assignee ?? assignee } : {};
  return { ...review, ...place, ...asked, ...due };
}

/** Each name by itself: spreading the review first would take many times as long. */
export function opened(run: RunState, review: NewReview, at: { updatedAt: Date }): Opened {
  return {
    id: review.id,
    seq: review.seq,
    key: review.key,
    stepIndex: review.stepIndex,
    stepName: review.stepName,
    visit: review.visit,
    draftRevision: review.draftRevision,
    assignee: review.assignee,
    people: review.people,
    visibility: review.visibility,
    dueAt: review.dueAt,
    title: review.title,
    description: review.description,
    form: review.form,
    workspaceId: run.workspaceId,
    runId: run.id,
    rootRunId: run.rootId,
    workflow: run.workflow,
    status: "open",
    createdAt: at.updatedAt,
    decision: null,
  };
}

function keptSignals({ keptSignals: kept }: Snapshot, { signals, takenSignals }: Change): Snapshot["keptSignals"] {
  const taken = new Set(takenSignals.map(({ id }) => id));
  const came = signals.filter(({ takenBySeq }) => takenBySeq === null);
  return [...kept, ...came].filter(({ id }) => !taken.has(id)).map(({ id, name, data }) => ({ id, name, data }));
}
