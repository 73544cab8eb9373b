import { PrismaPg } from "@prisma/adapter-pg";
import { Pool } from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  agentRows,
  cleanMails,
  deleteFilesOfRuns,
  fileRows,
  leaseStore,
  mailStore,
  pushDeliveries,
  pushStore,
  retentionStore,
  scheduleStore,
  taskStore,
} from "@/lib/store";
import { listBranches } from "@/lib/store/branch-lists";
import { PrismaClient } from "@/lib/store/generated/client";
import { listEvents, listSteps } from "@/lib/store/history";
import { listComments, listDrafts, listRuns } from "@/lib/store/run-lists";
import { lastDecided, latestRun } from "@/lib/store/shown-reviews";
import { threadStore } from "@/lib/store/threads";
import type { Principal } from "@/lib/views/people";
import { createTestDatabase, type TestDatabase } from "../../support/postgres";

const WORKSPACE = "01999999-0000-7000-8000-000000000001";
const RUN = "01999999-0000-7000-8000-000000000002";
const ROWS = 20_000;

const by: Principal = {
  userId: "01999999-0000-7000-8000-00000000000b",
  name: "Ben",
  email: "ben@example.com",
  workspaceId: WORKSPACE,
  role: "reviewer",
  teamIds: ["01999999-0000-7000-8000-0000000000cc"],
};

let database: TestDatabase;
let pool: Pool;
let prisma: PrismaClient<"query">;
const asked: string[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  pool = new Pool({ connectionString: database.url, max: 1 });
  prisma = new PrismaClient({ adapter: new PrismaPg(pool), log: [{ emit: "event", level: "query" }] });
  prisma.$on("query", ({ query }) => asked.push(query));
  await pool.query(`
    insert into runs (id, workspace_id, workflow, version, status, revision, seq, attempt, takeovers, event_seq,
      draft_revision, lease_epoch, root_id, started_by, door, input, data, visits, created_at)
    select gen_random_uuid(), '${WORKSPACE}', case n % 3 when 0 then 'a' else 'b' end, '1',
      case when n % 1000 = 0 then 'running' when n % 2 = 0 then 'waiting' else 'completed' end,
      1, 1, 1, 0, 1, 0, 0, gen_random_uuid(),
      jsonb_build_object('id', case when n % 100 = 0 then '${by.userId}' else n::text end),
      case when n % 4 = 0 then 'start-workflow' end, '{}', '{}', '{}', now() - n * interval '1 second'
    from generate_series(1, ${ROWS}) n;
    insert into reviews (id, workspace_id, run_id, root_run_id, workflow, seq, key, step_index, step_name, visit, status,
      title, description, form, created_at)
    select gen_random_uuid(), '${WORKSPACE}', gen_random_uuid(), gen_random_uuid(), 'a', 1, 'review', 1, 'review', 1,
      case when n % 2 = 0 then 'open' else 'decided' end, '', '', '{}', now() - n * interval '1 second'
    from generate_series(1, ${ROWS}) n;
    insert into changes (run_id, event_seq, workspace_id, events, visits)
    select case when n <= 500 then '${RUN}' else gen_random_uuid() end, 2 * n, '${WORKSPACE}',
      jsonb_build_array(jsonb_build_object('seq', 2 * n - 1), jsonb_build_object('seq', 2 * n)),
      jsonb_build_array(jsonb_build_object('seq', n, 'kind', 'set', 'input', '{}', 'output', '{}', 'baseData', '{}'))
    from generate_series(1, ${ROWS}) n;
    insert into comments (id, run_id, workspace_id, by, text)
    select gen_random_uuid(), case when n <= 500 then '${RUN}' else gen_random_uuid() end, '${WORKSPACE}', '{}', ''
    from generate_series(1, ${ROWS}) n;
    insert into drafts (run_id, revision, workspace_id, seq, format, by, content)
    select case when n <= 500 then '${RUN}' else gen_random_uuid() end, n, '${WORKSPACE}', n, 'markdown', '{}', ''
    from generate_series(1, ${ROWS}) n;
    insert into branches (run_id, seq, index, workspace_id, key, child_id, status, workflow, input)
    select case when n <= 500 then '${RUN}' else gen_random_uuid() end, 1 + n / 100, n, '${WORKSPACE}', n, gen_random_uuid(),
      'completed', 'a', '{}'
    from generate_series(1, ${ROWS}) n;
    analyze`);
});

afterAll(async () => {
  await prisma.$disconnect();
  await pool.end();
  await database.drop();
});

interface PlanNode {
  "Node Type": string;
  "Relation Name"?: string;
  Plans?: PlanNode[];
}

async function nodesOf(query: string): Promise<PlanNode[]> {
  const { rows } = await pool.query(`explain (generic_plan, format json) ${query}`);
  const flatten = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(flatten)];
  return flatten(rows[0]["QUERY PLAN"][0].Plan);
}

/** A page begins at its index and reads only what it shows: no scan of a whole table, no sort. */
async function expectIndexed(queries: string[]): Promise<void> {
  expect(queries.length).toBeGreaterThan(0);
  for (const query of queries) {
    const types = (await nodesOf(query)).map((node) => node["Node Type"]);
    expect({ query, types: types.filter((type) => type === "Seq Scan" || type === "Sort") }).toEqual({
      query,
      types: [],
    });
  }
}

async function queriesOf(work: () => Promise<unknown>): Promise<string[]> {
  asked.length = 0;
  await work();
  return asked.filter((query) => query.startsWith("SELECT"));
}

const lists: [string, (cursor?: string) => Promise<{ nextCursor: string | null }>][] = [
  ["runs", (cursor) => listRuns(prisma, WORKSPACE, { limit: 50, cursor })],
  ["runs by status", (cursor) => listRuns(prisma, WORKSPACE, { limit: 50, cursor, status: "waiting" })],
  ["runs that are no branches", (cursor) => listRuns(prisma, WORKSPACE, { limit: 50, cursor, rootsOnly: true })],
  ["runs by workflow", (cursor) => listRuns(prisma, WORKSPACE, { limit: 50, cursor, workflow: "a" })],
  ["drafts, newest first", (cursor) => listDrafts(prisma, RUN, { limit: 50, cursor, newestFirst: true })],
  [
    "drafts up to one, newest first",
    (cursor) => listDrafts(prisma, RUN, { limit: 50, cursor, newestFirst: true, upTo: 300 }),
  ],
  ["drafts", (cursor) => listDrafts(prisma, RUN, { limit: 50, cursor })],
  ["comments", (cursor) => listComments(prisma, RUN, { limit: 50, cursor })],
];

it.each(lists)("a page of %s is one indexed statement, the first as the next", async (_name, list) => {
  let cursor: string | null = null;
  const first = await queriesOf(async () => {
    cursor = (await list()).nextCursor;
  });
  expect(cursor).not.toBeNull();
  const next = await queriesOf(() => list(cursor ?? undefined));
  expect([first.length, next.length]).toEqual([1, 1]);
  await expectIndexed([...first, ...next]);
});

it.each([false, true])("a page of events or visits is one indexed statement, newest first: %s", async (newestFirst) => {
  const seqs = async (list: typeof listEvents | typeof listSteps, cursor?: string) => {
    const { data, nextCursor } = await list(pool, RUN, { limit: 75, newestFirst, cursor });
    return { seqs: data.map(({ seq }) => seq), nextCursor: nextCursor ?? "" };
  };
  for (const [list, last] of [
    [listEvents, 1_000],
    [listSteps, 500],
  ] as const) {
    const first = await seqs(list);
    const next = await seqs(list, first.nextCursor);
    const wanted = Array.from({ length: 150 }, (_, index) => (newestFirst ? last - index : index + 1));
    expect([...first.seqs, ...next.seqs]).toEqual(wanted);
  }
  const names = newestFirst ? ["events_back", "visits_back"] : ["events", "visits"];
  const { rows } = await pool.query("select statement from pg_prepared_statements where name = any($1)", [names]);
  expect(rows).toHaveLength(2);
  await expectIndexed(rows.map(({ statement }) => statement));
});

it("drafts up to one go on from there, and steps come without their data when asked so", async () => {
  const request = { limit: 2, newestFirst: true };
  const first = await listDrafts(prisma, RUN, { ...request, upTo: 7 });
  const next = await listDrafts(prisma, RUN, { ...request, upTo: 7, cursor: first.nextCursor ?? "" });
  expect([...first.data, ...next.data].map(({ revision }) => revision)).toEqual([7, 6, 5, 4]);
  const [step] = (await listSteps(pool, RUN, request)).data;
  const [bare] = (await listSteps(pool, RUN, { ...request, withoutData: true })).data;
  expect([step?.input, step?.output, bare?.input, bare?.output]).toEqual(["{}", "{}", null, null]);
});

it.each([undefined, 3])("a page of branches is two indexed statements, the first as the next", async (seq) => {
  const page = await listBranches(pool, by, { id: RUN, rootId: RUN }, { limit: 50, seq }, () => []);
  expect(page.data).toHaveLength(50);
  const next = await listBranches(
    pool,
    by,
    { id: RUN, rootId: RUN },
    { limit: 50, seq, cursor: page.nextCursor ?? "" },
    () => [],
  );
  const places = [...page.data, ...next.data].map((branch) => branch.index);
  expect(places).toEqual(Array.from({ length: 100 }, (_, index) => (places[0] ?? 0) + index));
  const { rows } = await pool.query(
    "select statement from pg_prepared_statements where name in ('branches_of_run', 'branches_waiting')",
  );
  expect(rows).toHaveLength(2);
  await expectIndexed(rows.map(({ statement }) => statement));
});

it("the cleaner finds the files that are due by their index", async () => {
  await pool.query(`
    insert into files (id, workspace_id, uploaded_by, store, status, name, type, size, keep_until)
    select gen_random_uuid(), '${WORKSPACE}', gen_random_uuid(), 'postgres', 'ready', 'a', 'text/plain', 1,
      case when n % 1000 = 0 then now() + interval '1 day' end
    from generate_series(1, ${ROWS}) n;
    insert into file_uses (run_id, file_id) select gen_random_uuid(), id from files;
    analyze files, file_uses`);
  const statements: string[] = [];
  const recording = {
    async query(text: string, values?: unknown[]) {
      statements.push(text);
      return pool.query(text, values);
    },
  };
  await fileRows(recording as unknown as Pool).sortOut();
  await deleteFilesOfRuns(recording as unknown as Pool, [RUN]);
  expect(statements).toHaveLength(2);
  for (const statement of statements) {
    const scans = (await nodesOf(statement)).filter((node) => node["Node Type"] === "Seq Scan");
    expect({ statement, scans }).toEqual({ statement, scans: [] });
  }
});

it("the agent directory is read by its indexes: by name, by words, by what is due", async () => {
  await pool.query(`
    insert into agents (id, workspace_id, name, name_key, description, capabilities, kind, card_url, created_by,
      health_checked_at)
    select gen_random_uuid(), '${WORKSPACE}', 'Agent ' || n,
      'agent ' || n, case when n % 500 = 0 then 'Knows the weather.' else 'Counts ' || n end, array['count ' || n],
      'a2a', 'https://agents.example.com', '{}', case when n % 500 = 0 then null else now() end
    from generate_series(1, ${ROWS}) n;
    analyze agents`);
  const statements: string[] = [];
  const recording = {
    async query(text: string, values?: unknown[]) {
      statements.push(text);
      return pool.query(text, values);
    },
  };
  const rows = agentRows(recording as unknown as Pool, prisma as unknown as PrismaClient);
  await expectIndexed(await queriesOf(() => rows.list(WORKSPACE, { limit: 50, enabled: true })));
  const { candidates } = await rows.search(WORKSPACE, { query: "Find me a weather agent" }, []);
  expect(candidates.length).toBeGreaterThan(0);
  expect(await rows.takeDue(60_000, 5)).toHaveLength(5);
  const indexes = await Promise.all(
    statements.filter((text) => / agents\b/.test(text)).map(async (text) => (await nodesOf(text)).flatMap(indexOf)),
  );
  expect(indexes).toEqual([
    expect.arrayContaining(["agents_search_idx"]),
    expect.arrayContaining(["agents_health_due_idx"]),
    expect.arrayContaining(["agents_health_due_idx"]),
  ]);
});

const indexOf = (node: PlanNode & { "Index Name"?: string }) => node["Index Name"] ?? [];

it("what a door asks for without an id is one indexed statement", async () => {
  await expectIndexed(await queriesOf(() => latestRun(prisma, by, "start-workflow")));
  await expectIndexed(await queriesOf(() => lastDecided(prisma, RUN)));
});

it("tasks of a caller, and those who are to be told of theirs, are found by their indexes", async () => {
  await pool.query(`
    insert into agent_tasks (user_id, run_id, workspace_id, context_id, created_at)
    select case when n % 100 = 0 then '${by.userId}'::uuid else gen_random_uuid() end, id, workspace_id, (n % 7)::text,
      created_at
    from (select row_number() over () as n, * from runs) r;
    insert into push_configs (run_id, user_id, id, workspace_id, url, token, auth_scheme, credentials, wire_version, ended)
    select id, '${by.userId}', 'p', workspace_id, '', '', '', '', '1.0', n % 500 <> 0
    from (select row_number() over () as n, id, workspace_id from runs) r;
    analyze agent_tasks, push_configs`);
  const statements: string[] = [];
  const recording = {
    async query(text: string, values: unknown[] = []) {
      statements.push(text);
      return pool.query(text, values);
    },
  } as unknown as Pool;
  const tasks = taskStore(recording);
  const all = await tasks.list(by, { limit: 50 });
  expect([all.data.length, all.total]).toEqual([50, ROWS / 100]);
  await tasks.list(by, { limit: 50, contextId: "1", state: "input_required" });
  await tasks.contextOf(by, RUN);
  const deliveries = pushDeliveries(recording);
  expect(await deliveries.active()).toBe(true);
  expect(await deliveries.claim(10, null)).toHaveLength(10);
  await deliveries.claim(10, [RUN]);
  await pushStore(recording).list(by, RUN);
  expect(statements).toHaveLength(7);
  for (const text of statements) {
    const scans = (await nodesOf(text)).filter((node) => node["Node Type"] === "Seq Scan");
    expect({ text, scans }).toEqual({ text, scans: [] });
  }
});

it("schedules that are due, and those of a workspace, are found by their indexes", async () => {
  await pool.query(`
    insert into schedules (id, workspace_id, workflow, name, timing, missed, next_at)
    select gen_random_uuid(), case when n <= 50 then '${WORKSPACE}' else gen_random_uuid() end, 'w' || n, 'default', '{}',
      'skip', now() + n * interval '1 minute'
    from generate_series(1, ${ROWS}) n;
    analyze schedules`);
  const schedules = scheduleStore(pool);
  await schedules.due(10);
  expect(await schedules.list(WORKSPACE)).toHaveLength(50);
  const { rows } = await pool.query(
    "select statement from pg_prepared_statements where name in ('schedules_due', 'schedules_list')",
  );
  expect(rows).toHaveLength(2);
  await expectIndexed(rows.map(({ statement }) => statement));
});

it("runs that are to be removed, and all that belongs to them, are found by indexes", async () => {
  await pool.query("update runs set ended_at = created_at where status = 'completed'; analyze runs");
  const statements: string[] = [];
  const client = await pool.connect();
  const recording = {
    async query(text: string, values?: unknown[]) {
      if (values) statements.push(text);
      return client.query(text, values);
    },
    release: () => client.release(),
  };
  const { removeEnded } = retentionStore({ connect: async () => recording } as unknown as Pool);
  expect((await removeEnded("a", 1_000, 20)).runs).toBe(20);
  const [take = "", ...removals] = statements;
  await expectIndexed([take]);
  expect(removals).toHaveLength(3);
  // Some of the tables are empty here: what is asked is whether there is an index at all.
  await pool.query("set enable_seqscan = off");
  try {
    for (const statement of removals) {
      const scans = (await nodesOf(statement)).filter((node) => node["Node Type"] === "Seq Scan");
      expect({ statement, scans }).toEqual({ statement, scans: [] });
    }
  } finally {
    await pool.query("reset enable_seqscan");
  }
});

it("a thread, the list of threads and the turns of one are indexed statements each", async () => {
  const thread = "01999999-0000-7000-8000-0000000000dd";
  await pool.query(`
    insert into threads (id, workspace_id, user_id, key, title, workflow, updated_at)
    select case when n = 1 then '${thread}' else gen_random_uuid() end, '${WORKSPACE}',
      case when n % 100 = 1 then '${by.userId}' else gen_random_uuid() end, 'thread ' || n, '', 'a', now() - n * interval '1 second'
    from generate_series(1, ${ROWS}) n;
    insert into runs (id, workspace_id, workflow, version, status, revision, seq, attempt, takeovers, event_seq,
      draft_revision, lease_epoch, root_id, started_by, input, data, visits, thread_id, turn)
    select gen_random_uuid(), '${WORKSPACE}', 'a', '1', 'completed', 1, 1, 1, 0, 1, 0, 0, gen_random_uuid(), '{}', '{}', '{}', '{}',
      t.id, n from threads t, generate_series(1, 60) n where t.user_id = '${by.userId}';
    insert into showings (run_id, user_id, door, workspace_id, reviews)
    select gen_random_uuid(), gen_random_uuid(), 'chat', '${WORKSPACE}', '[]' from generate_series(1, ${ROWS});
    analyze threads, runs, showings`);
  const threads = threadStore(prisma);
  const pages: (string | null)[] = [];
  const lists = () => [
    () => threads.list(by, { limit: 50 }).then(({ nextCursor }) => pages.push(nextCursor)),
    () => threads.listTurns(thread, { limit: 50 }).then(({ nextCursor }) => pages.push(nextCursor)),
  ];
  const first: string[] = [];
  for (const list of lists()) first.push(...(await queriesOf(list)));
  expect(pages).toEqual([expect.any(String), expect.any(String)]);
  const [ofThreads, ofTurns] = pages as [string, string];
  const next = await queriesOf(() => threads.list(by, { limit: 50, cursor: ofThreads }));
  const more = await queriesOf(() => threads.listTurns(thread, { limit: 50, cursor: ofTurns }));
  const one = await queriesOf(() => threads.find(by, "thread 1"));
  const all = [...first, ...next, ...more, ...one];
  expect(all.length).toBe(5);
  await expectIndexed(all);
});

it("the sweep finds due work by its partial indexes", async () => {
  const leases = leaseStore(pool, 1_000);
  const known = [{ workflow: "a", version: "1" }];
  await leases.dueRuns(known, 10);
  await leases.wakingRuns(known, 10);
  await leases.heldRuns(known, 10);
  await leases.endedBranches(known, 10);
  const migrations = [{ workflow: "a", to: "2", from: "1" }];
  await leases.strandedRuns(migrations, WORKSPACE, 10);
  const { rows } = await pool.query(
    "select statement from pg_prepared_statements where name in ('leases_due', 'waits_due', 'runs_held', 'branches_ended', 'runs_stranded')",
  );
  expect(rows).toHaveLength(5);
  for (const { statement } of rows) {
    const scans = (await nodesOf(statement)).filter((node) => node["Relation Name"] === "runs");
    expect(scans.length).toBeGreaterThan(0);
    for (const scan of scans) expect(scan["Node Type"]).toMatch(/^(Index|Bitmap Heap) Scan$/);
  }
});

it("the mailer finds what to tell of and what to send by indexes", async () => {
  await pool.query(`
    insert into mails (id, workspace_id, user_id, kind, status, due_at, settled_at)
    select gen_random_uuid(), '${WORKSPACE}', gen_random_uuid(), 'review', 'sent', null, now() from generate_series(1, ${ROWS});
    analyze`);
  const statements: string[] = [];
  const recording = {
    async query(asked: string | { text: string; values: unknown[] }, values: unknown[] = []) {
      const text = typeof asked === "string" ? asked : asked.text;
      statements.push(text);
      return pool.query(text, typeof asked === "string" ? values : asked.values);
    },
  } as unknown as Pool;
  const mails = mailStore(recording);
  await mails.tell(5, 50);
  await mails.claim(5, 1_000);
  await mails.settle({ id: RUN, kind: "review", attempts: 1 }, "sent");
  await cleanMails(recording);
  expect(statements).toHaveLength(4);
  for (const statement of statements) {
    const scans = (await nodesOf(statement)).filter((node) => node["Node Type"] === "Seq Scan");
    // People are few beside what waits for them.
    const large = scans.map((node) => node["Relation Name"]).filter((name) => name === "reviews" || name === "mails");
    expect({ statement, large }).toEqual({ statement, large: [] });
  }
});
