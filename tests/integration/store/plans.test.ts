import { afterAll, beforeAll, expect, it } from "vitest";
import { agentRows, orderRestored, pushStore, taskStore } from "@/lib/store";
import { listBranches } from "@/lib/store/branch-lists";
import { feed } from "@/lib/store/feed";
import type { PrismaClient } from "@/lib/store/generated/client";
import { listEvents, listSteps } from "@/lib/store/history";
import { listComments, listDrafts, listRuns } from "@/lib/store/run-lists";
import { lastDecided, latestRun } from "@/lib/store/shown-reviews";
import { threadStore } from "@/lib/store/threads";
import { by, type PlanNode, planned, ROWS, RUN, WORKSPACE } from "../../support/plans";

let db: Awaited<ReturnType<typeof planned>>;

beforeAll(async () => {
  db = await planned();
});

afterAll(() => db.drop());

const lists: [string, (cursor?: string) => Promise<{ nextCursor: string | null }>][] = [
  ["runs", (cursor) => listRuns(db.prisma, by, { limit: 50, cursor })],
  ["runs by status", (cursor) => listRuns(db.prisma, by, { limit: 50, cursor, status: "waiting" })],
  ["runs that are no branches", (cursor) => listRuns(db.prisma, by, { limit: 50, cursor, rootsOnly: true })],
  ["runs by workflow", (cursor) => listRuns(db.prisma, by, { limit: 50, cursor, workflow: "a" })],
  ["drafts, newest first", (cursor) => listDrafts(db.prisma, RUN, { limit: 50, cursor, newestFirst: true }, [])],
  [
    "drafts up to one, newest first",
    (cursor) => listDrafts(db.prisma, RUN, { limit: 50, cursor, newestFirst: true, upTo: 300 }, []),
  ],
  ["drafts", (cursor) => listDrafts(db.prisma, RUN, { limit: 50, cursor }, [])],
  ["comments", (cursor) => listComments(db.prisma, RUN, { limit: 50, cursor }, [])],
];

it.each(lists)("a page of %s is one indexed statement, the first as the next", async (_name, list) => {
  let cursor: string | null = null;
  const first = await db.queriesOf(async () => {
    cursor = (await list()).nextCursor;
  });
  expect(cursor).not.toBeNull();
  const next = await db.queriesOf(() => list(cursor ?? undefined));
  expect([first.length, next.length]).toEqual([1, 1]);
  await db.expectIndexed([...first, ...next]);
});

it.each([false, true])("a page of events or visits is one indexed statement, newest first: %s", async (newestFirst) => {
  const seqs = async (list: typeof listEvents | typeof listSteps, cursor?: string) => {
    const { data, nextCursor } = await list(db.pool, RUN, { limit: 75, newestFirst, cursor }, []);
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
  const statements = await db.prepared(...names);
  expect(statements).toHaveLength(2);
  await db.expectIndexed(statements);
});

it("a page of the feed, of a workspace and of all, begins at its cursor by the index and ends with the page", async () => {
  await db.pool.query(`insert into workspaces (id, name) values ('${WORKSPACE}', 'One')`);
  for (const workspaceId of [WORKSPACE, null]) {
    const cursor = { name: "plans", workspaceId };
    // What one statement wrote comes together: here that is all there was.
    await expect
      .poll(async () => (await feed(db.pool).read(cursor, 50)).changes, { timeout: 15_000 })
      .toHaveLength(ROWS);
  }
  const statements = await db.prepared("feed", "feed_of_all");
  expect(statements).toHaveLength(2);
  for (const statement of statements) {
    const scans = (await db.nodesOf(statement)).filter((node) => node["Relation Name"] === "changes");
    expect(scans).toMatchObject([{ "Node Type": "Index Scan", "Index Name": "changes_workspace_id_position_idx" }]);
    expect(scans[0]?.["Index Cond"]).toMatch(/workspace_id = .*"position" > .*"position" < /);
  }
});

it("whether positions are ahead of the database's count is asked with one entry of the index for each workspace", async () => {
  const recorded = db.recording();
  await orderRestored(recorded.pool);
  expect(recorded.statements).toHaveLength(1);
  const nodes = await db.nodesOf(recorded.statements[0] as string);
  const scans = nodes.filter((node) => node["Relation Name"] === "changes").map((node) => node["Node Type"]);
  expect(scans).toEqual(["Index Only Scan"]);
  expect(nodes.map((node) => node["Node Type"])).not.toContain("Sort");
});

it("drafts up to one go on from there, and steps come without their data when asked so", async () => {
  const request = { limit: 2, newestFirst: true };
  const first = await listDrafts(db.prisma, RUN, { ...request, upTo: 7 }, []);
  const next = await listDrafts(db.prisma, RUN, { ...request, upTo: 7, cursor: first.nextCursor ?? "" }, []);
  expect([...first.data, ...next.data].map(({ revision }) => revision)).toEqual([7, 6, 5, 4]);
  const [step] = (await listSteps(db.pool, RUN, request, [])).data;
  const [bare] = (await listSteps(db.pool, RUN, { ...request, withoutData: true }, [])).data;
  expect([step?.input, step?.output, bare?.input, bare?.output]).toEqual(["{}", "{}", null, null]);
});

it.each([undefined, 3])("a page of branches is two indexed statements, the first as the next", async (seq) => {
  const page = await listBranches(db.pool, by, { id: RUN, rootId: RUN, hidden: [] }, { limit: 50, seq }, () => []);
  expect(page.data).toHaveLength(50);
  const next = await listBranches(
    db.pool,
    by,
    { id: RUN, rootId: RUN, hidden: [] },
    { limit: 50, seq, cursor: page.nextCursor ?? "" },
    () => [],
  );
  const places = [...page.data, ...next.data].map(({ branch }) => branch.index);
  expect(places).toEqual(Array.from({ length: 100 }, (_, index) => (places[0] ?? 0) + index));
  const statements = await db.prepared("branches_of_run", "branches_waiting");
  expect(statements).toHaveLength(2);
  await db.expectIndexed(statements);
});

it("what a door asks for without an id is one indexed statement", async () => {
  await db.expectIndexed(await db.queriesOf(() => latestRun(db.prisma, by, "start-workflow")));
  await db.expectIndexed(await db.queriesOf(() => lastDecided(db.prisma, RUN, [])));
});

it("the agent directory is read by its indexes: by name, by words, by what is due", async () => {
  await db.pool.query(`
    insert into agents (id, workspace_id, name, name_key, description, capabilities, kind, card_url, created_by,
      health_checked_at)
    select gen_random_uuid(), '${WORKSPACE}', 'Agent ' || n,
      'agent ' || n, case when n % 500 = 0 then 'Knows the weather.' else 'Counts ' || n end, array['count ' || n],
      'a2a', 'https://agents.example.com', '{}', case when n % 500 = 0 then null else now() end
    from generate_series(1, ${ROWS}) n;
    analyze agents`);
  const recorded = db.recording();
  const rows = agentRows(recorded.pool, db.prisma as unknown as PrismaClient);
  await db.expectIndexed(await db.queriesOf(() => rows.list(WORKSPACE, { limit: 50, enabled: true })));
  const { candidates } = await rows.search(WORKSPACE, { query: "Find me a weather agent" }, []);
  expect(candidates.length).toBeGreaterThan(0);
  expect(await rows.makeChecks(60_000, 5)).toBe(true);
  expect((await db.pool.query("select from deliveries where kind = 'check'")).rowCount).toBe(5);
  const indexes = await Promise.all(
    recorded.statements
      .filter((text) => / agents\b/.test(text))
      .map(async (text) => (await db.nodesOf(text)).flatMap(indexOf)),
  );
  expect(indexes).toEqual([
    expect.arrayContaining(["agents_search_idx"]),
    expect.arrayContaining(["agents_health_due_idx"]),
  ]);
});

const indexOf = (node: PlanNode) => node["Index Name"] ?? [];

it("tasks of a caller, and those who are to be told of theirs, are found by their indexes", async () => {
  await db.pool.query(`
    insert into agent_tasks (user_id, run_id, workspace_id, context_id, created_at)
    select case when n % 100 = 0 then '${by.userId}'::uuid else gen_random_uuid() end, id, workspace_id, (n % 7)::text,
      created_at
    from (select row_number() over () as n, * from runs) r;
    insert into push_configs (run_id, user_id, id, workspace_id, url, token, auth_scheme, credentials, wire_version, ended)
    select id, '${by.userId}', 'p', workspace_id, '', '', '', '', '1.0', n % 500 <> 0
    from (select row_number() over () as n, id, workspace_id from runs) r;
    analyze agent_tasks, push_configs`);
  const recorded = db.recording();
  const tasks = taskStore(recorded.pool);
  const all = await tasks.list(by, { limit: 50 });
  expect([all.data.length, all.total]).toEqual([50, ROWS / 100]);
  await tasks.list(by, { limit: 50, contextId: "1", state: "input_required" });
  await tasks.contextOf(by, RUN);
  const pushes = pushStore(recorded.pool);
  expect(await pushes.make(null)).toBe(true);
  expect((await db.pool.query("select from deliveries where kind = 'push'")).rowCount).toBe(ROWS / 500);
  await pushes.make([RUN]);
  await pushes.list(by, RUN);
  expect(recorded.statements).toHaveLength(6);
  await db.expectNoScan(recorded.statements);
});

it("a thread, the list of threads and the turns of one are indexed statements each", async () => {
  const thread = "01999999-0000-7000-8000-0000000000dd";
  await db.pool.query(`
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
  const threads = threadStore(db.prisma);
  const pages: (string | null)[] = [];
  const lists = () => [
    () => threads.list(by, { limit: 50 }).then(({ nextCursor }) => pages.push(nextCursor)),
    () => threads.listTurns(thread, { limit: 50 }).then(({ nextCursor }) => pages.push(nextCursor)),
  ];
  const first: string[] = [];
  for (const list of lists()) first.push(...(await db.queriesOf(list)));
  expect(pages).toEqual([expect.any(String), expect.any(String)]);
  const [ofThreads, ofTurns] = pages as [string, string];
  const next = await db.queriesOf(() => threads.list(by, { limit: 50, cursor: ofThreads }));
  const more = await db.queriesOf(() => threads.listTurns(thread, { limit: 50, cursor: ofTurns }));
  const one = await db.queriesOf(() => threads.find(by, "thread 1"));
  const all = [...first, ...next, ...more, ...one];
  expect(all.length).toBe(5);
  await db.expectIndexed(all);
});
