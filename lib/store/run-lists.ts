import type { DraftsRequest, OrderedRequest, PageRequest, RunFilter } from "@/lib/contract/requests";
import type { Actor, Starter } from "@/lib/views/people";
import { runSummary } from "@/lib/views/run";
import type { CommentView, DraftView, Json, Page, RunStatus, RunSummary } from "@/lib/views/views";
import type { PrismaClient, Run } from "./generated/client";
import { sequenceCursor, timeCursor, toPage } from "./lists";

/** The rest of a numbered list after the cursor, in the direction it is read. */
const beyond = ({ cursor, newestFirst }: OrderedRequest) =>
  newestFirst && cursor !== undefined ? { lt: sequenceCursor(cursor) } : { gt: sequenceCursor(cursor) };
const direction = ({ newestFirst }: OrderedRequest) => (newestFirst ? "desc" : "asc");

/** Newest first. */
export async function listRuns(
  prisma: PrismaClient,
  workspaceId: string,
  filter: RunFilter,
): Promise<Page<RunSummary>> {
  const after = timeCursor(filter.cursor);
  const rows = await prisma.run.findMany({
    where: {
      workspaceId,
      status: filter.status,
      workflow: filter.workflow,
      ...(filter.rootsOnly && { parentId: null }),
      // The bound alone lets the index start at the cursor; the rest settles rows of the same moment.
      ...(after && {
        createdAt: { lte: after.createdAt },
        OR: [{ createdAt: { lt: after.createdAt } }, { id: { lt: after.id } }],
      }),
    },
    omit: { data: true, visits: true, visit: true },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: filter.limit + 1,
  });
  return toPage(rows, filter, (row) => [row.createdAt.toISOString(), row.id], summaryOf);
}

export const summaryOf = (row: Omit<Run, "data" | "visits" | "visit">): RunSummary =>
  runSummary({
    ...row,
    status: row.status as RunStatus,
    startedBy: row.startedBy as unknown as Starter,
    input: row.input as Json,
    output: row.output as Json,
    error: row.error as RunSummary["error"],
    forkedFrom: row.forkedFrom as RunSummary["forkedFrom"],
  });

export async function startersOf(
  prisma: PrismaClient,
  workspaceId: string,
  runIds: string[],
): Promise<Record<string, Actor>> {
  const rows = await prisma.run.findMany({
    where: { workspaceId, id: { in: [...new Set(runIds)] } },
    select: { id: true, startedBy: true },
  });
  return Object.fromEntries(rows.map(({ id, startedBy }) => [id, startedBy as unknown as Actor]));
}

export async function listDrafts(prisma: PrismaClient, runId: string, page: DraftsRequest): Promise<Page<DraftView>> {
  const rows = await prisma.draft.findMany({
    where: { runId, revision: { ...beyond(page), ...(page.upTo !== undefined && { lte: page.upTo }) } },
    orderBy: { revision: direction(page) },
    take: page.limit + 1,
  });
  return toPage(
    rows,
    page,
    ({ revision }) => [revision],
    (row) => ({
      revision: row.revision,
      content: row.content,
      format: "markdown" as const,
      by: row.by as unknown as Actor,
      createdAt: row.createdAt.toISOString(),
    }),
  );
}

export async function listComments(prisma: PrismaClient, runId: string, page: PageRequest): Promise<Page<CommentView>> {
  const after = timeCursor(page.cursor);
  const rows = await prisma.comment.findMany({
    where: {
      runId,
      ...(after && {
        createdAt: { gte: after.createdAt },
        OR: [{ createdAt: { gt: after.createdAt } }, { id: { gt: after.id } }],
      }),
    },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take: page.limit + 1,
  });
  return toPage(
    rows,
    page,
    (row) => [row.createdAt.toISOString(), row.id],
    (row) => ({
      id: row.id,
      by: row.by as unknown as Actor,
      text: row.text,
      draftRevision: row.draftRevision,
      createdAt: row.createdAt.toISOString(),
    }),
  );
}
