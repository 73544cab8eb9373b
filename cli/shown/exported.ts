import type { Client } from "@/cli/connection/client";
import { exit } from "@/cli/exit-codes";
import { Failure } from "@/cli/failure";
import { reviews } from "@/lib/features/reviews/contract";
import { runs } from "@/lib/features/runs/contract";
import type {
  BranchView,
  CommentView,
  DecisionView,
  DraftView,
  EventView,
  ReviewView,
  RunView,
  StepView,
} from "@/lib/views/views";
import { isRecord } from "./words";

/** A run with all that belongs to it, in REST's shapes. */
export interface Exported {
  run: RunView;
  steps: StepView[];
  events: EventView[];
  drafts: DraftView[];
  comments: CommentView[];
  /** Those that the caller may see, in the order they were opened. */
  reviews: ReviewView[];
  decisions: (DecisionView & { reviewId: string; step: string; visit: number; draftRevision: number | null })[];
  branches: BranchView[];
}

export async function readAll(client: Client, id: string): Promise<Exported> {
  const run = await client.get(runs.get, { id });
  const steps = await client.all(runs.visits, { id });
  const events = await client.all(runs.events, { id });
  const drafts = await client.all(runs.drafts, { id });
  const comments = await client.all(runs.comments, { id });
  const branches = await client.all(runs.branches, { id });
  const reviews = await readReviews(client, events);
  const decisions = reviews.flatMap(({ id: reviewId, step, visit, draft, decision }) =>
    decision ? [{ reviewId, step: step.name, visit, draftRevision: draft?.revision ?? null, ...decision }] : [],
  );
  return { run, steps, events, drafts, comments, reviews, decisions, branches };
}

/** The run's own; those that somebody else answers are left out. */
async function readReviews(client: Client, events: EventView[]): Promise<ReviewView[]> {
  const found: ReviewView[] = [];
  for (const { type, data } of events) {
    if (type !== "review.opened" || !isRecord(data) || typeof data.reviewId !== "string") continue;
    const review = await client.get(reviews.get, { id: data.reviewId }).catch((error: unknown) => {
      if (error instanceof Failure && error.exitCode === exit.notFound) return null;
      throw error;
    });
    if (review) found.push(review);
  }
  return found;
}
