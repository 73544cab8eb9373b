import type { Pool } from "pg";
import type { ReviewFilter } from "@/lib/contract/requests";
import type { Assignee, Principal } from "@/lib/views/people";
import type { DraftContent, Page, ReviewSummary } from "@/lib/views/views";
import type { PrismaClient } from "./generated/client";
import { timeCursor, toPage } from "./lists";

/** Nobody needs to know how far beyond this a list goes. */
const COUNT_LIMIT = 1_000;

const COLUMNS = `id, run_id as "runId", root_run_id as "rootRunId", workflow, step_index as "stepIndex",
  step_name as "stepName", visit, key, status, title, description, form, draft_revision as "draftRevision", decision,
  assignee_kind as "assigneeKind", assignee_id as "assigneeId", due_at as "dueAt", created_at as "createdAt"`;

/** As the indexes of open reviews have it: who is asked, empty for any member, and the words it is found by. */
const ASSIGNED_TO = "coalesce(assignee_kind || ' ' || assignee_id, '')";
const WORDS = "to_tsvector('simple', title || ' ' || workflow)";

const STATUSES = "array['open', 'decided', 'expired', 'canceled']";

/** So many are read at once, wherever they stand in the list. */
const RARE = 2_000;

interface ReviewRow extends Omit<ReviewSummary, "step" | "draft" | "assignee" | "dueAt" | "createdAt"> {
  stepIndex: number;
  stepName: string;
  assigneeKind: string | null;
  assigneeId: string | null;
  dueAt: Date | null;
  createdAt: Date;
}

/** Oldest first unless asked otherwise; only those the caller may see (the rule of `lib/operations/permissions.ts`, as a filter). */
export async function listReviews(
  { pool, prisma }: { pool: Pick<Pool, "query">; prisma: PrismaClient },
  by: Principal,
  filter: ReviewFilter,
): Promise<Page<ReviewSummary>> {
  const { rows } = await pool.query<ReviewRow>(...listStatement(by, filter));
  const drafts = filter.drafts ? await draftsOf(prisma, rows.slice(0, filter.limit)) : new Map<string, string>();
  return toPage(
    rows,
    filter,
    (row) => [row.createdAt.toISOString(), row.id],
    ({ stepIndex, stepName, assigneeKind, assigneeId, ...row }) => ({
      ...row,
      step: { index: stepIndex, name: stepName },
      draft: draftContent(row.draftRevision, drafts.get(draftKey(row))),
      assignee: assigneeKind === null ? null : ({ kind: assigneeKind, id: assigneeId } as Assignee),
      dueAt: row.dueAt?.toISOString() ?? null,
      createdAt: row.createdAt.toISOString(),
    }),
  );
}

/**
 * What waits for one person among many others' is found by who is asked, one short scan each. What is closed is
 * filtered: of that most was for anybody to see.
 */
function listStatement(by: Principal, filter: ReviewFilter): [string, unknown[]] {
  const values: unknown[] = [];
  const value = (given: unknown) => `$${values.push(given)}`;
  const [beyond, direction] = filter.newestFirst ? ["<", "desc"] : [">", "asc"];
  const ordered = (time: string, id: string) =>
    `order by ${time} ${direction}, ${id} ${direction} limit ${filter.limit + 1}`;
  const after = timeCursor(filter.cursor);
  const page = (where: string[]) => {
    const place = after
      ? [`(created_at, id) ${beyond} (${value(after.createdAt)}::timestamptz, ${value(after.id)}::uuid)`]
      : [];
    return `select ${COLUMNS} from reviews where ${[...where, ...place].join(" and ")} ${ordered("created_at", "id")}`;
  };
  const status = filter.status && `status = ${filter.status === "open" ? "'open'" : value(filter.status)}`;
  const inWorkspace = [`workspace_id = ${value(by.workspaceId)}`, ...(status ? [status] : [])];
  const mine = by.role === "admin" ? null : `${value(assignedTo(by))}::text[]`;
  const ofMine = mine === null ? [] : [`${ASSIGNED_TO} = any(${mine})`];
  const eachOf = (list: string, where: string[]) =>
    `select review.* from unnest(${list}) each
       cross join lateral (${page(where)}) review ${ordered('"createdAt"', "id")}`;
  const visible = (where: string[]) => {
    if (filter.status === undefined) return eachOf(STATUSES, [...where, "status = each", ...ofMine]);
    if (filter.status === "open" && mine !== null) return eachOf(mine, [...where, `${ASSIGNED_TO} = each`]);
    return page([...where, ...ofMine]);
  };
  if (filter.query === undefined) return [visible(inWorkspace), values];
  const fits = [...inWorkspace, `${WORDS} @@ holdpoint_search(${value(filter.query)})`];
  return [searchStatement(fits, page([...ofMine, "id in (select id from found)"]), visible, ordered), values];
}

/**
 * Rare words are found by their index and then sorted; those that many reviews have are soon met in the list's own
 * order. Which of the two it is, is counted: an estimate that is wrong would read everything. The limit is a subquery,
 * so that the planner does not hope to meet so many early.
 */
function searchStatement(
  fits: string[],
  amongFound: string,
  visible: (where: string[]) => string,
  ordered: (time: string, id: string) => string,
): string {
  const many = `(select count(*) from found) > ${RARE}`;
  return `
    with found as materialized (select id from reviews where ${fits.join(" and ")} limit (select ${RARE + 1}))
    (select * from (${amongFound}) rare where not ${many})
    union all
    (${visible([...fits, many])})
    ${ordered('"createdAt"', "id")}`;
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

export async function countOpenReviews(pool: Pick<Pool, "query">, by: Principal): Promise<number> {
  const open = (more: string) =>
    `select 1 from reviews where workspace_id = $1 and status = 'open' ${more} limit ${COUNT_LIMIT}`;
  const each = `select 1 from unnest($2::text[]) mine cross join lateral (${open(`and ${ASSIGNED_TO} = mine`)}) review`;
  const { rows } = await (by.role === "admin"
    ? pool.query<{ count: number }>(`select count(*)::int from (${open("")}) few`, [by.workspaceId])
    : pool.query<{ count: number }>(`select count(*)::int from (${each} limit ${COUNT_LIMIT}) few`, [
        by.workspaceId,
        assignedTo(by),
      ]));
  return rows[0]?.count ?? 0;
}

/** Whose reviews somebody who is no admin may see. */
const assignedTo = ({ userId, role, teamIds }: Principal) => [
  "",
  `person ${userId}`,
  `role ${role}`,
  ...teamIds.map((id) => `team ${id}`),
];
