import type { ReviewFilter } from "@/lib/contract/requests";
import type { FormSpec } from "@/lib/forms/spec";
import type { Assignee, Principal } from "@/lib/views/people";
import type { DecisionView, DraftContent, Page, ReviewStatus, ReviewSummary } from "@/lib/views/views";
import type { Prisma, PrismaClient } from "./generated/client";
import { timeCursor, toPage } from "./lists";

/** Nobody needs to know how far beyond this a list goes. */
const COUNT_LIMIT = 1_000;

/** Oldest first unless asked otherwise; only those the caller may see (the rule of `lib/operations/permissions.ts`, as a filter). */
export async function listReviews(
  prisma: PrismaClient,
  by: Principal,
  filter: ReviewFilter,
): Promise<Page<ReviewSummary>> {
  const after = timeCursor(filter.cursor);
  const [beyond, direction] = filter.newestFirst ? (["lt", "desc"] as const) : (["gt", "asc"] as const);
  const rows = await prisma.review.findMany({
    where: {
      workspaceId: by.workspaceId,
      status: filter.status,
      ...(after && { createdAt: { [`${beyond}e`]: after.createdAt } }),
      AND: [
        visibleTo(by),
        after ? { OR: [{ createdAt: { [beyond]: after.createdAt } }, { id: { [beyond]: after.id } }] } : {},
      ],
    },
    orderBy: [{ createdAt: direction }, { id: direction }],
    take: filter.limit + 1,
  });
  const drafts = filter.drafts ? await draftsOf(prisma, rows.slice(0, filter.limit)) : new Map<string, string>();
  return toPage(
    rows,
    filter,
    (row) => [row.createdAt.toISOString(), row.id],
    (row) => ({
      id: row.id,
      runId: row.runId,
      rootRunId: row.rootRunId,
      workflow: row.workflow,
      step: { index: row.stepIndex, name: row.stepName },
      visit: row.visit,
      key: row.key,
      status: row.status as ReviewStatus,
      title: row.title,
      description: row.description,
      form: row.form as unknown as FormSpec,
      draftRevision: row.draftRevision,
      draft: draftContent(row.draftRevision, drafts.get(draftKey(row))),
      decision: row.decision as unknown as DecisionView | null,
      assignee: row.assigneeKind === null ? null : ({ kind: row.assigneeKind, id: row.assigneeId } as Assignee),
      dueAt: row.dueAt?.toISOString() ?? null,
      createdAt: row.createdAt.toISOString(),
    }),
  );
}

interface ShowsDraft {
  runId: string;
  draftRevision: number | null;
}

const draftKey = ({ runId, draftRevision }: ShowsDraft) => `${runId} ${draftRevision}`;

function draftContent(revision: number | null, content: string | undefined): DraftContent | null {
  return revision === null || content === undefined ? null : { revision, content, format: "markdown" };
}

/** The drafts that the reviews of one page show, in one statement. */
async function draftsOf(prisma: PrismaClient, reviews: ShowsDraft[]): Promise<Map<string, string>> {
  const shown = reviews.flatMap(({ runId, draftRevision }) =>
    draftRevision === null ? [] : [{ runId, revision: draftRevision }],
  );
  const drafts = await prisma.draft.findMany({ where: { OR: shown } });
  return new Map(drafts.map(({ runId, revision, content }) => [draftKey({ runId, draftRevision: revision }), content]));
}

export async function countOpenReviews(prisma: PrismaClient, by: Principal): Promise<number> {
  return prisma.review.count({
    where: { workspaceId: by.workspaceId, status: "open", AND: [visibleTo(by)] },
    take: COUNT_LIMIT,
  });
}

function visibleTo(by: Principal): Prisma.ReviewWhereInput {
  if (by.role === "admin") return {};
  return {
    OR: [
      { assigneeKind: null },
      { assigneeKind: "person", assigneeId: by.userId },
      { assigneeKind: "role", assigneeId: by.role },
      { assigneeKind: "team", assigneeId: { in: by.teamIds } },
    ],
  };
}
