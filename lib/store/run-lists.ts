import type { DraftsRequest, OrderedRequest, PageRequest, RunFilter } from "@/lib/contract/requests";
import type { RunPeople } from "@/lib/engine/people";
import type { Hidden } from "@/lib/operations/ports";
import type { ListedRun, RunAccess } from "@/lib/operations/records";
import { runSummary } from "@/lib/views/run";
import type { CommentView, DraftView, Json, Page, RunStatus, RunSummary } from "@/lib/views/views";
import type { Actor, Principal, Starter } from "@/lib/words/people";
import type { PrismaClient, Run } from "./generated/client";
import { ranges } from "./hidden";
import { sequenceCursor, timeCursor, toPage } from "./lists";
import { askedNames, callerValues, seesRun } from "./visible";

/** The rest of a numbered list after the cursor, in the direction it is read. */
const beyond = ({ cursor, newestFirst }: OrderedRequest) =>
  newestFirst && cursor !== undefined ? { lt: sequenceCursor(cursor) } : { gt: sequenceCursor(cursor) };
const direction = ({ newestFirst }: OrderedRequest) => (newestFirst ? "desc" : "asc");

/** Columns of what a list shows, and of what decides who sees it. */
const LISTED = `r.id, r.workflow, r.version, r.status, r.step_index as "stepIndex", r.step_name as "stepName", r.input,
  r.output, r.error, r.parent_id as "parentId", r.parent_seq as "parentSeq", r.forked_from as "forkedFrom",
  r.root_id as "rootId", r.started_by as "startedBy", r.models, r.created_at as "createdAt",
  r.updated_at as "updatedAt", r.workspace_id as "workspaceId", r.people, r.seq`;

type ListedRow = Summed & Pick<Run, "workspaceId" | "seq" | "people">;

/** Newest first. */
export async function listRuns(prisma: PrismaClient, by: Principal, filter: RunFilter): Promise<Page<ListedRun>> {
  const values: unknown[] = [];
  const value = (given: unknown) => `$${values.push(given)}`;
  const [user, names, admin] = callerValues(by);
  const caller = { user: value(user), names: `${value(names)}::text[]`, admin: `${value(admin)}::boolean` };
  const after = timeCursor(filter.cursor);
  const where = [
    `r.workspace_id = ${value(by.workspaceId)}::uuid`,
    ...(filter.status === undefined ? [] : [`r.status = ${value(filter.status)}`]),
    ...(filter.workflow === undefined ? [] : [`r.workflow = ${value(filter.workflow)}`]),
    ...(filter.rootsOnly ? ["r.parent_id is null"] : []),
    ...(after ? [`(r.created_at, r.id) < (${value(after.createdAt)}::timestamptz, ${value(after.id)}::uuid)`] : []),
    seesRun("r", caller),
  ];
  const text = `SELECT ${LISTED} from runs r where ${where.join(" and ")}
    order by r.created_at desc, r.id desc limit ${filter.limit + 1}`;
  const rows = await prisma.$queryRawUnsafe<ListedRow[]>(text, ...values);
  return toPage(
    rows,
    filter,
    (row) => [row.createdAt.toISOString(), row.id],
    (row) => ({
      summary: summaryOf(row),
      seq: row.seq,
      workspaceId: row.workspaceId,
      startedBy: row.startedBy as unknown as Actor,
      people: row.people as unknown as RunPeople,
    }),
  );
}

type Summed = Pick<
  Run,
  | "id"
  | "workflow"
  | "version"
  | "status"
  | "stepIndex"
  | "stepName"
  | "input"
  | "output"
  | "error"
  | "parentId"
  | "parentSeq"
  | "forkedFrom"
  | "rootId"
  | "startedBy"
  | "models"
  | "createdAt"
  | "updatedAt"
>;

export const summaryOf = (row: Summed): RunSummary =>
  runSummary({
    ...row,
    status: row.status as RunStatus,
    startedBy: row.startedBy as unknown as Starter,
    models: row.models as string[],
    input: row.input as Json,
    output: row.output as Json,
    error: row.error as RunSummary["error"],
    forkedFrom: row.forkedFrom as RunSummary["forkedFrom"],
  });

/** Of those of these runs that the caller may see. */
export async function startersOf(
  prisma: PrismaClient,
  by: Principal,
  runIds: string[],
): Promise<Record<string, Actor>> {
  const caller = { user: "$1", names: "$2::text[]", admin: "$3::boolean" };
  const text = `SELECT r.id, r.started_by as "startedBy" from runs r
    where r.workspace_id = $4::uuid and r.id = any($5::uuid[]) and ${seesRun("r", caller)}`;
  const values = [...callerValues(by), by.workspaceId, [...new Set(runIds)]];
  const rows = await prisma.$queryRawUnsafe<{ id: string; startedBy: Actor }[]>(text, ...values);
  return Object.fromEntries(rows.map(({ id, startedBy }) => [id, startedBy]));
}

/** What decides who sees a run; null when there is no such run. */
export async function accessOf(prisma: PrismaClient, runId: string): Promise<RunAccess | null> {
  const text = `SELECT r.workspace_id as "workspaceId", r.started_by as "startedBy", r.people, r.workflow, r.version,
    r.root_id as "rootId", coalesce(${askedNames("r", "array_agg")}, '{}') as asked from runs r where r.id = $1::uuid`;
  return (await prisma.$queryRawUnsafe<RunAccess[]>(text, runId))[0] ?? null;
}

export async function listDrafts(
  prisma: PrismaClient,
  runId: string,
  page: DraftsRequest,
  hidden: Hidden,
): Promise<Page<DraftView>> {
  const rows = await prisma.draft.findMany({
    where: {
      runId,
      revision: { ...beyond(page), ...(page.upTo !== undefined && { lte: page.upTo }) },
      NOT: ranges(hidden).map((revision) => ({ revision })),
    },
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

export async function listComments(
  prisma: PrismaClient,
  runId: string,
  page: PageRequest,
  hidden: Hidden,
): Promise<Page<CommentView>> {
  const after = timeCursor(page.cursor);
  const rows = await prisma.comment.findMany({
    where: {
      runId,
      NOT: ranges(hidden).map((seq) => ({ seq })),
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
