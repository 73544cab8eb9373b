import { workflowTitle } from "@/app/(desk)/workflow-title";
import type { InboxRow } from "@/components/inbox/row";
import { holdpoint } from "@/lib/app";
import type { ReviewSummary, WorkflowView } from "@/lib/views/views";
import type { Actor, Principal } from "@/lib/words/people";

const pageSize = 50;

export interface InboxPart {
  rows: InboxRow[];
  more: boolean;
}

export interface InboxView {
  status: "open" | "decided";
  /** Also what others are asked, as far as the caller sees it. */
  all: boolean;
  /** Words that what is open must have; empty for all. */
  query: string;
  pages: number;
}

/** The first `pages` pages of reviews: what waits oldest first, what is done newest first. */
export async function readInbox(by: Principal, { status, all, query, pages }: InboxView): Promise<InboxPart> {
  const { operations } = holdpoint();
  const reviews: ReviewSummary[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < pages; page++) {
    const part = await operations.listReviews(by, {
      status,
      asked: all ? "anyone" : "me",
      newestFirst: status === "decided",
      query: query === "" ? undefined : query,
      limit: pageSize,
      cursor,
    });
    reviews.push(...part.data);
    cursor = part.nextCursor ?? undefined;
    if (cursor === undefined) break;
  }
  const [workflows, starters] = await Promise.all([
    operations.listWorkflows(by),
    operations.listStarters(
      by,
      reviews.map(({ runId }) => runId),
    ),
  ]);
  return { rows: reviews.map((review) => rowOf(review, workflows, starters)), more: cursor !== undefined };
}

function rowOf(review: ReviewSummary, workflows: WorkflowView[], starters: Record<string, Actor>): InboxRow {
  const { decision } = review;
  const label = review.form.actions.find(({ name }) => name === decision?.action)?.label;
  return {
    id: review.id,
    title: review.title,
    workflow: workflowTitle(workflows, review.workflow),
    draftRevision: review.draftRevision,
    visit: review.visit,
    status: review.status,
    createdAt: review.createdAt,
    dueAt: review.dueAt,
    reason: review.may.reason ?? null,
    askedBy: starters[review.runId] ?? null,
    decision: decision && { by: decision.by, label: label ?? decision.action, at: decision.at },
  };
}
