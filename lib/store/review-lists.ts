import type { Pool } from "pg";
import type { ReviewFilter } from "@/lib/contract/requests";
import type { ReviewPeople } from "@/lib/engine/people";
import type { ListedReview } from "@/lib/operations/records";
import type { DraftContent, Page, ReviewSummary } from "@/lib/views/views";
import type { Assignee, Principal } from "@/lib/words/people";
import type { PrismaClient } from "./generated/client";
import { timeCursor, toPage } from "./lists";
import { askedName, callerValues, notExcluded, seesReview } from "./visible";

/** Nobody needs to know how far beyond this a list goes. */
const COUNT_LIMIT = 1_000;

const COLUMNS = `v.id, v.run_id as "runId", v.root_run_id as "rootRunId", v.workflow, v.step_index as "stepIndex",
  v.step_name as "stepName", v.visit, v.key, v.status, v.title, v.description, v.form,
  v.draft_revision as "draftRevision", v.decision, v.assignee_kind as "assigneeKind", v.assignee_id as "assigneeId",
  v.due_at as "dueAt", v.created_at as "createdAt", v.people,
  case when (v.people -> 'distinct')::boolean then
    (select r.people -> 'deciders' -> v.step_name from runs r where r.id = v.run_id) end as deciders`;

/** As the indexes of open reviews have it: who is asked, empty for any member, and the words it is found by. */
const ASSIGNED_TO = askedName("v");
const WORDS = "to_tsvector('simple', v.title || ' ' || v.workflow)";

const STATUSES = "array['open', 'decided', 'expired', 'canceled']";

/** So many are read at once, wherever they stand in the list. */
const RARE = 2_000;

interface ReviewRow extends Omit<ReviewSummary, "step" | "draft" | "assignee" | "may" | "dueAt" | "createdAt"> {
  stepIndex: number;
  stepName: string;
  assigneeKind: string | null;
  assigneeId: string | null;
  dueAt: Date | null;
  createdAt: Date;
  people: ReviewPeople | null;
  deciders: string[] | null;
}

/** Oldest first unless asked otherwise; only those that the caller may see, or with `asked: "me"` may answer. */
export async function listReviews(
  { pool, prisma }: { pool: Pick<Pool, "query">; prisma: PrismaClient },
  by: Principal,
  filter: ReviewFilter,
): Promise<Page<ListedReview>> {
  const { rows } = await pool.query<ReviewRow>(...listStatement(by, filter));
  const drafts = filter.drafts ? await draftsOf(prisma, rows.slice(0, filter.limit)) : new Map<string, string>();
  return toPage(
    rows,
    filter,
    (row) => [row.createdAt.toISOString(), row.id],
    ({ stepIndex, stepName, assigneeKind, assigneeId, people, deciders, ...row }) => ({
      people,
      deciders: deciders ?? [],
      summary: {
        ...row,
        step: { index: stepIndex, name: stepName },
        draft: draftContent(row.draftRevision, drafts.get(draftKey(row))),
        assignee: assigneeKind === null ? null : ({ kind: assigneeKind, id: assigneeId } as Assignee),
        dueAt: row.dueAt?.toISOString() ?? null,
        createdAt: row.createdAt.toISOString(),
      },
    }),
  );
}

/**
 * What waits for one person among many others' is found by who is asked, one short scan each. Everything else is
 * filtered: of that most is for anybody to see.
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
      ? [`(v.created_at, v.id) ${beyond} (${value(after.createdAt)}::timestamptz, ${value(after.id)}::uuid)`]
      : [];
    return `select ${COLUMNS} from reviews v where ${[...where, ...place].join(" and ")} ${ordered("v.created_at", "v.id")}`;
  };
  const status = filter.status && `v.status = ${filter.status === "open" ? "'open'" : value(filter.status)}`;
  const inWorkspace = [`v.workspace_id = ${value(by.workspaceId)}`, ...(status ? [status] : [])];
  const isAdmin = by.role === "admin";
  const asksMe = filter.asked === "me";
  const [user, names] = callerValues(by);
  const caller = () => ({ user: `${value(user)}::text`, names: `${value(names)}::text[]`, admin: "false" });
  const mine = asksMe && !isAdmin ? `${value(["", ...names])}::text[]` : null;
  const eachOf = (list: string, where: string[]) =>
    `select review.* from unnest(${list}) each
       cross join lateral (${page(where)}) review ${ordered('"createdAt"', "id")}`;
  const filters = [
    ...(mine === null ? [] : [`${ASSIGNED_TO} = any(${mine})`]),
    ...(asksMe && filter.status !== "decided"
      ? [`(v.status <> 'open' or ${notExcluded("v", `${value(user)}::text`)})`]
      : []),
    ...(asksMe || isAdmin ? [] : [seesReview("v", caller())]),
  ];
  const visible = (where: string[]) => {
    if (filter.status === undefined) return eachOf(STATUSES, [...where, "v.status = each", ...filters]);
    if (filter.status === "open" && mine !== null) return eachOf(mine, [...where, `${ASSIGNED_TO} = each`, ...filters]);
    return page([...where, ...filters]);
  };
  if (filter.query === undefined) return [visible(inWorkspace), values];
  const fits = [...inWorkspace, `${WORDS} @@ holdpoint_search(${value(filter.query)})`];
  return [searchStatement(fits, page([...filters, "v.id in (select id from found)"]), visible, ordered), values];
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
    with found as materialized (select v.id from reviews v where ${fits.join(" and ")} limit (select ${RARE + 1}))
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

/** How many open reviews wait for the caller. */
export async function countOpenReviews(pool: Pick<Pool, "query">, by: Principal): Promise<number> {
  const [user, names] = callerValues(by);
  const allowed = notExcluded("v", "$2::text");
  const open = (more: string) =>
    `select 1 from reviews v where v.workspace_id = $1 and v.status = 'open' ${more} and ${allowed} limit ${COUNT_LIMIT}`;
  const each = `select 1 from unnest($3::text[]) mine cross join lateral (${open(`and ${ASSIGNED_TO} = mine`)}) review`;
  const { rows } = await (by.role === "admin"
    ? pool.query<{ count: number }>(`select count(*)::int from (${open("")}) few`, [by.workspaceId, user])
    : pool.query<{ count: number }>(`select count(*)::int from (${each} limit ${COUNT_LIMIT}) few`, [
        by.workspaceId,
        user,
        ["", ...names],
      ]));
  return rows[0]?.count ?? 0;
}
