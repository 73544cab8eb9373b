/** What operations are asked for, and what they answer besides views. */

import type { z } from "zod";
import type { agentBody, agentChanges } from "@/lib/features/agents/requests";
import type { reviewsQuery } from "@/lib/features/reviews/requests";
import type { branchesQuery, orderedQuery, runsQuery, stepsQuery } from "@/lib/features/runs/requests";
import type { pageQuery } from "@/lib/features/schemas";
import type { RunView } from "@/lib/views/views";

export type PageRequest = z.output<typeof pageQuery>;

/** What a query of REST asks for; who asks in here may leave out what has a default there. */
type Asked<Query> = PageRequest & Partial<Query>;

export type OrderedRequest = Asked<z.output<typeof orderedQuery>>;
export type StepsRequest = Asked<z.output<typeof stepsQuery>>;
export type BranchFilter = z.output<typeof branchesQuery>;
export type RunFilter = Asked<z.output<typeof runsQuery>>;

export interface DraftsRequest extends OrderedRequest {
  /** None after this revision. */
  upTo?: number;
}

export interface ReviewFilter extends Asked<z.output<typeof reviewsQuery>> {
  /** With the text of the drafts they show; lists for people do without. */
  drafts?: boolean;
}

export interface StartedRun {
  run: RunView;
  /** False where the run was there before. */
  created: boolean;
}

/** An open review as a door showed it, under the name the caller answers it by. */
export interface ShownReview {
  requestId: string;
  reviewId: string;
}

/** What does not belong to its kind is left out or null. */
export interface AgentDraft extends z.output<typeof agentBody> {
  /** For repeats of one request. */
  id?: string;
}

export type AgentChanges = z.output<typeof agentChanges>;

/** What a door showed somebody last, and for how many milliseconds it was shown by then. */
export interface Shown {
  reviews: ShownReview[];
  forMs: number;
}

/** A thread with the run of its last turn. */
export interface ThreadNow {
  /** As its user knows it. */
  threadId: string;
  run: RunView;
  /** What the chat showed the caller of this run last; null when it showed nothing yet. */
  shown: Shown | null;
  /** Says "look again" for the thread as `LiveFeed.onRun` does for a run. */
  feedId: string;
}
