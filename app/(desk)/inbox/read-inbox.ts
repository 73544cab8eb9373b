import type { InboxRow } from "@/components/inbox/row";
import { holdpoint } from "@/lib/app";
import type { Principal } from "@/lib/views/people";
import type { ReviewSummary, WorkflowView } from "@/lib/views/views";

const pageSize = 50;

export interface InboxPart {
  rows: InboxRow[];
  more: boolean;
}

/** The first `pages` pages of reviews, oldest first. */
export async function readInbox(by: Principal, status: "open" | "decided", pages: number): Promise<InboxPart> {
  const { operations } = holdpoint();
  const reviews: ReviewSummary[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < pages; page++) {
    const part = await operations.listReviews(by, { status, limit: pageSize, cursor });
    reviews.push(...part.data);
    cursor = part.nextCursor ?? undefined;
    if (cursor === undefined) break;
  }
  const [workflows, starters] = await Promise.all([operations.listWorkflows(by), startersOf(by, reviews)]);
  return { rows: reviews.map((review) => rowOf(review, workflows, starters)), more: cursor !== undefined };
}

/** Who started what these reviews belong to: a review in a list does not say. */
async function startersOf(by: Principal, reviews: ReviewSummary[]): Promise<Map<string, InboxRow["askedBy"]>> {
  const ids = [...new Set(reviews.map(({ runId }) => runId))];
  const runs = await Promise.all(ids.map((id) => holdpoint().operations.getRun(by, id)));
  return new Map(runs.map(({ id, startedBy }) => [id, { id: startedBy.id, name: startedBy.name }]));
}

function rowOf(review: ReviewSummary, workflows: WorkflowView[], starters: Map<string, InboxRow["askedBy"]>): InboxRow {
  const { decision } = review;
  const label = review.form.actions.find(({ name }) => name === decision?.action)?.label;
  return {
    id: review.id,
    title: review.title,
    workflow: workflows.find(({ name }) => name === review.workflow)?.title ?? review.workflow,
    draftRevision: review.draftRevision,
    visit: review.visit,
    status: review.status,
    createdAt: review.createdAt,
    dueAt: review.dueAt,
    askedBy: starters.get(review.runId) ?? null,
    decision: decision && { by: decision.by, label: label ?? decision.action, at: decision.at },
  };
}
