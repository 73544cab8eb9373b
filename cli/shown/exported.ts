import type { Client } from "@/cli/connection/client";
import { reviewPath, runPath } from "@/cli/connection/paths";
import { exit } from "@/cli/exit-codes";
import { Failure } from "@/cli/failure";
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
  const run = await client.get<RunView>(runPath(id));
  const steps = await client.all<StepView>(runPath(id, "/steps"));
  const events = await client.all<EventView>(runPath(id, "/events"));
  const drafts = await client.all<DraftView>(runPath(id, "/drafts"));
  const comments = await client.all<CommentView>(runPath(id, "/comments"));
  const branches = await client.all<BranchView>(runPath(id, "/branches"));
  const reviews = await readReviews(client, events);
  const decisions = reviews.flatMap(({ id: reviewId, step, visit, draft, decision }) =>
    decision ? [{ reviewId, step: step.name, visit, draftRevision: draft?.revision ?? null, ...decision }] : [],
  );
  return { run, steps, events, drafts, comments, reviews, decisions, branches };
}

/** The run's own; those that somebody else answers are left out. */
async function readReviews(client: Client, events: EventView[]): Promise<ReviewView[]> {
  const reviews: ReviewView[] = [];
  for (const { type, data } of events) {
    if (type !== "review.opened" || !isRecord(data) || typeof data.reviewId !== "string") continue;
    const review = await client.get<ReviewView>(reviewPath(data.reviewId)).catch((error: unknown) => {
      if (error instanceof Failure && error.exitCode === exit.notFound) return null;
      throw error;
    });
    if (review) reviews.push(review);
  }
  return reviews;
}
