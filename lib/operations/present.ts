import type { DraftContent } from "@/lib/engine/types";
import type { Actor, Principal, Starter } from "@/lib/views/people";
import { runSummary } from "@/lib/views/run";
import type { ReviewView, RunView } from "@/lib/views/views";
import { mayAnswer } from "./permissions";
import type { Committed, ReviewRecord, RunSnapshot } from "./records";

export function actorOf(by: Principal): Actor {
  return { kind: "person", id: by.userId, name: by.name };
}

/** The caller as who starts a run, by a message that came through so many agents. */
export function starterOf(by: Principal, hops = 0): Starter {
  return { ...actorOf(by), ...(hops > 0 && { hops }) };
}

export function presentReview(review: ReviewRecord, draft: DraftContent | null): ReviewView {
  return {
    id: review.id,
    runId: review.runId,
    rootRunId: review.rootRunId,
    workflow: review.workflow,
    step: { index: review.stepIndex, name: review.stepName },
    visit: review.visit,
    key: review.key,
    status: review.status,
    title: review.title,
    description: review.description,
    form: review.form,
    draft,
    decision: review.decision,
    assignee: review.assignee,
    dueAt: review.dueAt?.toISOString() ?? null,
    createdAt: review.createdAt.toISOString(),
  };
}

/** The run with those of its open reviews that `by` may answer. */
export function presentRun(
  by: Principal,
  { run, draft, openReviews, branchReviews }: Pick<RunSnapshot, "run" | "draft" | "openReviews" | "branchReviews">,
): RunView {
  const own = openReviews.map((review) => ({ review, draft: review.draftRevision === draft?.revision ? draft : null }));
  const reviews = [...own, ...branchReviews]
    .filter(({ review }) => mayAnswer(by, review))
    .map((shown) => presentReview(shown.review, shown.draft));
  return { ...runSummary(run), visits: run.visits, reviews };
}

/** The run as a change has just left it, without reading it again. */
export function presentCommitted(by: Principal, before: RunSnapshot, { change, at }: Committed): RunView {
  const { run } = change;
  const closed = new Set(change.closedReviews.map(({ id }) => id));
  const moved = new Map(change.rescheduledReviews.map(({ id, dueAt }) => [id, dueAt]));
  const stillOpen = before.openReviews
    .filter(({ id }) => !closed.has(id))
    .map((review) => ({ ...review, dueAt: moved.has(review.id) ? (moved.get(review.id) ?? null) : review.dueAt }));
  const opened = change.openedReviews.map(
    (review): ReviewRecord => ({
      ...review,
      workspaceId: run.workspaceId,
      runId: run.id,
      rootRunId: run.rootId,
      workflow: run.workflow,
      status: "open",
      createdAt: at.updatedAt,
      decision: null,
    }),
  );
  return presentRun(by, {
    run: { ...run, ...at },
    draft: change.draft,
    openReviews: [...stillOpen, ...opened],
    branchReviews: [],
  });
}
