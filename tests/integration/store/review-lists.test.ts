import { PrismaPg } from "@prisma/adapter-pg";
import { Pool } from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { ReviewFilter } from "@/lib/contract/requests";
import { PrismaClient } from "@/lib/store/generated/client";
import { countOpenReviews, listReviews } from "@/lib/store/review-lists";
import type { Principal } from "@/lib/words/people";
import { createTestDatabase, type TestDatabase } from "../../support/postgres";

const WORKSPACE = "01999999-0000-7000-8000-000000000001";
const TEAM = "01999999-0000-7000-8000-0000000000cc";
const ROWS = 20_000;
/** A list may read so many rows, of the 10,000 that are open. */
const FEW = 2_100;

const ben: Principal = {
  userId: "01999999-0000-7000-8000-00000000000b",
  name: "Ben",
  email: "ben@example.com",
  workspaceId: WORKSPACE,
  role: "reviewer",
  teamIds: [TEAM],
};
const dana: Principal = { ...ben, userId: "01999999-0000-7000-8000-00000000000d", role: "admin", teamIds: [] };

let database: TestDatabase;
let pool: Pool;
let prisma: PrismaClient;
const asked: { text: string; values: unknown[] }[] = [];
const recording = {
  query: (text: string, values: unknown[]) => {
    asked.push({ text, values });
    return pool.query(text, values);
  },
} as unknown as Pool;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = new Pool({ connectionString: database.url, max: 1 });
  prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  // Nearly all are asked of others; of each kind that Ben sees there are 100, half of them open. Pairs share a moment.
  await pool.query(`
    insert into reviews (id, workspace_id, run_id, root_run_id, workflow, seq, key, step_index, step_name, visit, status,
      title, description, form, created_at, assignee_kind, assignee_id)
    select gen_random_uuid(), '${WORKSPACE}', gen_random_uuid(), gen_random_uuid(), 'write-story', 1, 'review', 1, 'review', 1,
      case when n % 2 = 0 then 'open' else 'decided' end,
      case when n % 1000 < 2 then 'The lighthouse''s keeper no. ' || n else 'Complaint no. ' || n end, '', '{}',
      timestamptz '2026-01-01' + (n / 4) * interval '1 second', kind,
      case kind when 'person' then '${ben.userId}' when 'team' then '${TEAM}' when 'role' then 'reviewer'
        when 'other' then n::text end
    from (select n, (array[null, 'person', 'team', 'role'])[1 + n / 2 % 4] as own, 'person' as others
      from generate_series(1, ${ROWS}) n) r,
      lateral (select case when n % 100 < 2 then own else 'other' end as kind) k;
    update reviews set assignee_kind = 'person' where assignee_kind = 'other';
    update reviews set visibility = 'participants' where assignee_id ~ '[0-9]4$'`);
  await pool.query("vacuum analyze reviews");
});

afterAll(async () => {
  await prisma.$disconnect();
  await pool.end();
  await database.drop();
});

const list = (by: Principal, filter: Partial<ReviewFilter> = {}) =>
  listReviews({ pool: recording, prisma }, by, { limit: 50, ...filter });

async function walk(by: Principal, filter: Partial<ReviewFilter>) {
  const ids: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await list(by, { ...filter, cursor });
    ids.push(...page.data.map(({ summary }) => summary.id));
    if (page.nextCursor === null) return ids;
    cursor = page.nextCursor;
  }
}

/** Ids in order, by the plainest condition. */
async function expected(condition: string, order = "asc"): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `select id from reviews where ${condition} order by created_at ${order}, id ${order}`,
  );
  return rows.map(({ id }) => id);
}

const OF_BEN = `(assignee_kind is null or assignee_id in ('${ben.userId}', '${TEAM}', 'reviewer'))`;

const asksMe = { asked: "me" } as const;
/** Chats and escalations of others. */
const SEEN = "visibility is null";

it("a walk meets what somebody is asked, each once and in order", async () => {
  const open = await walk(ben, { ...asksMe, status: "open" });
  expect(open).toHaveLength(200);
  expect(open).toEqual(await expected(`status = 'open' and ${OF_BEN}`));
  expect(await walk(ben, { ...asksMe, status: "open", newestFirst: true })).toEqual(open.toReversed());
  expect(await walk(ben, { ...asksMe, status: "decided", newestFirst: true })).toEqual(
    await expected(`status = 'decided' and ${OF_BEN}`, "desc"),
  );
  expect(await walk(ben, asksMe)).toEqual(await expected(OF_BEN));
  expect(await walk(dana, { status: "open", limit: 200 })).toEqual(await expected("status = 'open'"));
});

it("T9: a walk meets what somebody may see, and not what is for its participants", async () => {
  const seen = await walk(ben, { status: "open", limit: 200 });
  expect(seen).toEqual(await expected(`status = 'open' and ${SEEN}`));
  expect(seen.length).toBeLessThan((await expected("status = 'open'")).length);
  expect(await walk(ben, { limit: 200 })).toEqual(await expected(SEEN));
  expect((await list(ben, { status: "open", query: "complaint" })).data.length).toBeGreaterThan(0);
});

it("a search finds the words in any order and case, the last only begun, of what somebody may see", async () => {
  const found = await expected(`status = 'open' and title like 'The light%' and ${OF_BEN}`);
  expect(found.length).toBeGreaterThan(0);
  for (const query of [
    "lighthouse",
    "KEEPER light",
    "lighthouse's writ",
    "the lighthouse write-st",
    "write-story lighthouse",
  ]) {
    expect({ query, found: await walk(ben, { ...asksMe, status: "open", query }) }).toEqual({ query, found });
  }
  const [exact] = (await list(dana, { status: "open", query: "no. 1002" })).data;
  expect(exact?.summary.title).toBe("Complaint no. 1002");
  for (const query of ["house", "light keeper", "nothing", "---", "' & | ! : * \\", "lighthouse complaint"]) {
    expect({ query, found: (await list(dana, { status: "open", query })).data }).toEqual({ query, found: [] });
  }
});

it.each<[string, Principal, Partial<ReviewFilter>]>([
  ["what is open, for an admin", dana, { status: "open" }],
  ["what is open and asks somebody, where nearly all are others'", ben, { ...asksMe, status: "open" }],
  ["what is open and asks somebody, newest first", ben, { ...asksMe, status: "open", newestFirst: true }],
  ["what somebody sees that is open", ben, { status: "open" }],
  ["what somebody sees that was decided", ben, { status: "decided", newestFirst: true }],
  ["everything that somebody sees", ben, {}],
  ["a rare word in what somebody sees", ben, { status: "open", query: "lighthouse" }],
  ["a word that all have in what somebody sees", ben, { status: "open", query: "write" }],
  ["what is open and asks an admin", dana, { ...asksMe, status: "open" }],
  ["what was decided, for an admin", dana, { status: "decided", newestFirst: true }],
  ["everything, for an admin", dana, {}],
  ["a rare word", dana, { status: "open", query: "lighthouse" }],
  ["a rare word, where nearly all are others'", ben, { ...asksMe, status: "open", query: "lighthouse" }],
  ["a word that all have", dana, { status: "open", query: "write" }],
  ["one of its kind", ben, { ...asksMe, status: "open", query: "complaint 1002" }],
])(
  "a page of %s is one statement that reads little more than it shows, the first as the next",
  async (_, by, filter) => {
    asked.length = 0;
    const { nextCursor } = await list(by, { ...filter, limit: 5 });
    if (nextCursor) await list(by, { ...filter, limit: 5, cursor: nextCursor });
    expect(asked).toHaveLength(nextCursor ? 2 : 1);
    for (const { text, values } of asked) expect({ text, ...(await effort(text, values)) }).toEqual({ text, much: [] });
  },
);

it("counting what waits ends at a thousand, and reads little where nearly all are others'", async () => {
  asked.length = 0;
  expect([await countOpenReviews(recording, dana), await countOpenReviews(recording, ben)]).toEqual([1_000, 200]);
  const [, ofBen] = asked;
  expect(await effort(ofBen?.text ?? "", ofBen?.values ?? [])).toEqual({ much: [] });
});

interface PlanNode {
  "Node Type": string;
  "Relation Name"?: string;
  "Actual Rows": number;
  "Actual Loops": number;
  "Rows Removed by Filter"?: number;
  Plans?: PlanNode[];
}

/** Nodes of the plan that read many rows of the table. */
async function effort(text: string, values: unknown[]): Promise<{ much: PlanNode[] }> {
  const { rows } = await pool.query(`explain (analyze, format json) ${text}`, values);
  const flatten = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(flatten)];
  const read = (node: PlanNode) => (node["Actual Rows"] + (node["Rows Removed by Filter"] ?? 0)) * node["Actual Loops"];
  const much = flatten(rows[0]["QUERY PLAN"][0].Plan).filter(
    (node) => node["Node Type"] !== "Bitmap Index Scan" && read(node) > FEW,
  );
  return { much };
}
