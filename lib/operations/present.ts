import { after } from "@/lib/engine/after";
import type { DraftContent, RunState } from "@/lib/engine/types";
import { notFound } from "@/lib/errors";
import { runSummary } from "@/lib/views/run";
import type { ReviewView, RunSummary, RunView } from "@/lib/views/views";
import type { Actor, Principal, Starter } from "@/lib/words/people";
import { mayOf } from "./may-answer";
import { type Sight, seeingOf, seenVisits, seesVisit, sightOf } from "./may-see";
import type { Committed, ReviewRecord, RunSnapshot } from "./records";

export function actorOf(by: Principal): Actor {
  return { kind: "person", id: by.userId, name: by.name };
}

/** The caller as who starts a run, by a message that came through so many agents. */
export function starterOf(by: Principal, hops = 0): Starter {
  return { ...actorOf(by), ...(hops > 0 && { hops }) };
}

/** `run` is the one that the review is of. */
export function presentReview(
  by: Principal,
  run: Pick<RunState, "people">,
  review: ReviewRecord,
  draft: DraftContent | null,
): ReviewView {
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
    may: mayOf(by, run, review),
    dueAt: review.dueAt?.toISOString() ?? null,
    createdAt: review.createdAt.toISOString(),
  };
}

type Shown = Pick<RunSnapshot, "run" | "draft" | "openReviews" | "branchReviews" | "asked">;

/** The run with those of its open reviews that `by` may see. Throws `not_found` where they may not see the run. */
export function presentRun(by: Principal, { run, draft, openReviews, branchReviews, asked }: Shown): RunView {
  const sight = sightOf(by, seeingOf({ run, asked }));
  if (!sight) throw notFound("run");
  const own = openReviews.map((review) => ({
    review,
    draft: review.draftRevision === draft?.revision ? draft : null,
    people: run.people,
  }));
  const reviews = [...own, ...branchReviews]
    .filter(({ review, people }) => {
      const seen = people === run.people ? sight : sightOf(by, seeingOf({ run, asked }, people));
      return seen !== null && seesVisit(seen, review.seq);
    })
    .map((shown) => presentReview(by, shown, shown.review, shown.draft));
  const summary = presentSummary(sight, runSummary(run), run.seq);
  return Object.assign(summary, { visits: seenVisits(sight, run.visits), reviews });
}

/** What a run behind a curtain has come to is for others; that it is under way or has ended is not. */
export function presentSummary(sight: Sight, summary: RunSummary, seq: number): RunSummary {
  return seesVisit(sight, seq)
    ? summary
    : { ...summary, step: null, output: null, error: null, models: [], limited: true };
}

/** The run as a change has just left it, without reading it again. */
export function presentCommitted(by: Principal, before: RunSnapshot, { change, at }: Committed): RunView {
  const { run, draft, openReviews } = after(before, change, at);
  return presentRun(by, { run, draft, openReviews, branchReviews: [], asked: before.asked });
}
