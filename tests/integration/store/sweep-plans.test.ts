import type { Pool } from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  cleanDeliveries,
  deleteFilesOfRuns,
  deliveryStore,
  fileRows,
  leaseStore,
  outbox,
  processStore,
  pushStore,
  remoteTasks,
  retentionStore,
  scheduleStore,
  tellOfReviews,
} from "@/lib/store";
import { by, planned, ROWS, RUN, WORKSPACE } from "../../support/plans";

let db: Awaited<ReturnType<typeof planned>>;

beforeAll(async () => {
  db = await planned();
});

afterAll(() => db.drop());

it("the cleaner finds the files that are due by their index", async () => {
  await db.pool.query(`
    insert into files (id, workspace_id, uploaded_by, store, status, name, type, size, keep_until)
    select gen_random_uuid(), '${WORKSPACE}', gen_random_uuid(), 'postgres', 'ready', 'a', 'text/plain', 1,
      case when n % 1000 = 0 then now() + interval '1 day' end
    from generate_series(1, ${ROWS}) n;
    insert into file_uses (run_id, file_id) select gen_random_uuid(), id from files;
    analyze files, file_uses`);
  const recorded = db.recording();
  await fileRows(recorded.pool).sortOut();
  await deleteFilesOfRuns(recorded.pool, [RUN]);
  expect(recorded.statements).toHaveLength(2);
  await db.expectNoScan(recorded.statements);
});

it("schedules that are due, and those of a workspace, are found by their indexes", async () => {
  await db.pool.query(`
    insert into schedules (id, workspace_id, workflow, name, timing, missed, next_at)
    select gen_random_uuid(), case when n <= 50 then '${WORKSPACE}' else gen_random_uuid() end, 'w' || n, 'default', '{}',
      'skip', now() + n * interval '1 minute'
    from generate_series(1, ${ROWS}) n;
    analyze schedules`);
  const schedules = scheduleStore(db.pool);
  await schedules.due(10);
  expect(await schedules.list(WORKSPACE)).toHaveLength(50);
  const statements = await db.prepared("schedules_due", "schedules_list");
  expect(statements).toHaveLength(2);
  await db.expectIndexed(statements);
});

it("runs that are to be removed, and all that belongs to them, are found by indexes", async () => {
  await db.pool.query("update runs set ended_at = created_at where status = 'completed'; analyze runs");
  const statements: string[] = [];
  const client = await db.pool.connect();
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
  await db.expectIndexed([take]);
  expect(removals).toHaveLength(3);
  // Some of the tables are empty here: what is asked is whether there is an index at all.
  await db.pool.query("set enable_seqscan = off");
  try {
    await db.expectNoScan(removals);
  } finally {
    await db.pool.query("reset enable_seqscan");
  }
});

it("the sweep finds due work by its partial indexes", async () => {
  const leases = leaseStore(db.pool, 1_000);
  const me = "a process";
  await processStore(db.pool).announce(me, [{ workflow: "a", version: "1" }], 600_000);
  await leases.dueRuns(me, { all: 10, agents: 5, others: 10 });
  await leases.wakingRuns(me, 10);
  await leases.heldRuns(me, 10);
  await leases.endedBranches(me, 10);
  const migrations = [{ workflow: "a", to: "2", from: "1" }];
  await leases.strandedRuns(migrations, WORKSPACE, 10);
  await leases.look(me, migrations);
  const statements = await db.prepared(
    ...["leases_due", "waits_due", "runs_held", "branches_ended", "runs_stranded", "work_look"],
  );
  expect(statements).toHaveLength(6);
  for (const statement of statements) {
    const scans = (await db.nodesOf(statement)).filter((node) => node["Relation Name"] === "runs");
    expect(scans.length).toBeGreaterThan(0);
    for (const scan of scans) expect(scan["Node Type"]).toMatch(/^(Index|Bitmap Heap) Scan$/);
  }
});

it("what there is to deliver, what is due and what became of it are found by indexes", async () => {
  await db.pool.query(`
    insert into deliveries (id, kind, workspace_id, user_id, run_id, key, payload, status, due_at, settled_at)
    select gen_random_uuid(), (array['mail', 'push', 'cancel', 'check'])[1 + n % 4], '${WORKSPACE}', gen_random_uuid(),
      gen_random_uuid(), case when n % 4 = 1 then gen_random_uuid() end, '{"reviewId": "${RUN}", "seq": 1}',
      case when n % 1000 < 4 then 'due' else 'sent' end, case when n % 1000 < 4 then now() end,
      case when n % 1000 >= 4 then now() end
    from generate_series(1, ${ROWS}) n;
    insert into push_configs (run_id, user_id, id, workspace_id, url, token, auth_scheme, credentials, wire_version, ended)
    select id, '${WORKSPACE}', 'p', workspace_id, '', '', '', '', '1.0', true from runs;
    analyze`);
  const recorded = db.recording();
  const store = deliveryStore(recorded.pool);
  const kinds = ["mail", "push", "cancel", "check"];
  expect(await store.look(kinds)).toMatchObject({ due: true, kinds: { mail: false, push: false, cancel: false } });
  await tellOfReviews(recorded.pool, 5, 50);
  await pushStore(recorded.pool).make(null);
  await pushStore(recorded.pool).make([RUN]);
  await remoteTasks(recorded.pool).giveUp();
  const claimed = await store.claim(kinds.map((kind) => ({ kind, size: 5, leaseMs: 1_000 })));
  expect(new Set(claimed.map(({ kind }) => kind))).toEqual(new Set(kinds));
  expect(claimed).toHaveLength(20);
  for (const kind of kinds) {
    const [one] = claimed.filter((delivery) => delivery.kind === kind);
    if (one) await store.settle(one, { status: "done" });
  }
  await cleanDeliveries(recorded.pool);
  expect(recorded.statements).toHaveLength(11);
  for (const statement of recorded.statements) {
    const scans = (await db.nodesOf(statement)).filter((node) => node["Node Type"] === "Seq Scan");
    // People, and live tasks of agents elsewhere, are few beside what waits for them.
    const few = ["users", "memberships", "team_members", "remote_tasks"];
    const large = scans.map((node) => node["Relation Name"] ?? "").filter((name) => !few.includes(name));
    expect({ statement, large }).toEqual({ statement, large: [] });
  }
});

it("mails in the outbox are one indexed statement, the first page as the next", async () => {
  await db.pool.query(`
    insert into users (id, email, name) select gen_random_uuid(), n || '@example.com', 'Ben' from generate_series(1, ${ROWS}) n;
    insert into deliveries (id, kind, workspace_id, user_id, payload, status, due_at, settled_at, content, created_at)
    select gen_random_uuid(), 'mail', '${WORKSPACE}', id, '{}', 'kept', null, now(), '{"subject": "Waits"}', now()
    from users;
    analyze deliveries, users`);
  const recorded = db.recording();
  const mails = outbox(recorded.pool);
  const dana = { ...by, role: "admin" as const };
  const { data, nextCursor } = await mails.list(dana, { limit: 50 });
  const next = await mails.list(dana, { limit: 50, cursor: nextCursor ?? "" });
  expect(new Set([...data, ...next.data].map(({ id }) => id)).size).toBe(100);
  expect(recorded.statements).toHaveLength(2);
  for (const statement of recorded.statements) {
    const indexes = (await db.nodesOf(statement)).flatMap((node) => node["Index Name"] ?? []);
    expect(indexes).toContain("deliveries_listed_idx");
  }
});
