/** What operations are asked for, and what they answer besides views. */

import type { AgentView } from "@/lib/views/agents";
import type { ReviewStatus, RunStatus, RunView } from "@/lib/views/views";

export interface PageRequest {
  /** 1 to 200. */
  limit: number;
  cursor?: string;
}

export interface OrderedRequest extends PageRequest {
  /** Newest first; without it oldest first. */
  newestFirst?: boolean;
}

export interface StepsRequest extends OrderedRequest {
  /** Without input and output, which are null then: they can be long. `getStep` has them. */
  withoutData?: boolean;
}

export interface DraftsRequest extends OrderedRequest {
  /** None after this revision. */
  upTo?: number;
}

export interface RunFilter extends PageRequest {
  status?: RunStatus;
  workflow?: string;
  /** Without the runs that are branches of others. */
  rootsOnly?: boolean;
}

export interface BranchFilter extends PageRequest {
  /** Of this visit only. */
  seq?: number;
}

export interface ReviewFilter extends OrderedRequest {
  status?: ReviewStatus;
  /** `me`: those that the caller may answer, or might have. Otherwise all that they may see. */
  asked?: "me" | "anyone";
  /** All words of it are in the title or the workflow's name; the last may be only begun. With `status: "open"`. */
  query?: string;
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

/** An entry of the agent directory as somebody writes it; what does not belong to its kind is left out or null. */
export interface AgentDraft
  extends Pick<AgentView, "name" | "kind">,
    Partial<Omit<AgentView, "id" | "name" | "kind" | "health" | "createdBy" | "createdAt" | "updatedAt">> {
  /** For repeats of one request. */
  id?: string;
}

export type AgentChanges = Partial<Omit<AgentDraft, "id" | "kind">>;

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
