import { randomUUID } from "node:crypto";
import { Pool } from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { retentionStore } from "@/lib/store";
import type { RunView } from "@/lib/views/views";
import { file, textarea, workflow } from "@/lib/workflow";
import { startHoldpoint, type TestHoldpoint } from "../../support/holdpoint";
import { createTestDatabase, type TestDatabase } from "../../support/postgres";

const DAY = 86_400_000;

const ask = workflow("ask", { title: "Ask", input: {} })
  .form("answer", { fields: { note: textarea({ label: "Note" }) }, comment: "note", actions: { ok: { label: "OK" } } })
  .end("done", { output: () => "asked" })
  .build();

const family = (name: string, retentionMs?: number) =>
  workflow(name, { title: name, input: { paper: file({ label: "Paper" }) }, retentionMs })
    .parallel("both", { branches: { one: { run: ask, input: () => ({}) }, two: { run: ask, input: () => ({}) } } })
    .end("done", { output: ({ outputs }) => outputs.both })
    .build();

const workflows = [family("usual"), family("kept", Number.POSITIVE_INFINITY), family("short", 2 * DAY)];

let database: TestDatabase;
let pool: Pool;
let holdpoint: TestHoldpoint;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = new Pool({ connectionString: database.url });
  holdpoint = await startHoldpoint({ databaseUrl: database.url, workflows });
});

afterAll(async () => {
  await holdpoint?.stop();
  await pool?.end();
  await database?.drop();
});

async function started(name: string): Promise<RunView> {
  const { operations, dana } = holdpoint;
  const bytes = new TextEncoder().encode("paper");
  const content = (async function* () {
    yield bytes;
  })();
  const upload = { name: "a.txt", type: "text/plain", size: bytes.length };
  const { id: paper } = await operations.uploadFile(dana, upload, content);
  const { id } = await operations.startRun(dana, { workflow: name, input: { paper } });
  const both = ({ reviews }: RunView) => reviews.length === 2;
  await expect.poll(() => operations.getRun(dana, id), { timeout: 15_000 }).toSatisfy(both);
  return operations.getRun(dana, id);
}

/** A run with two branches that ended so many days ago, and a row in every table that is about runs. */
async function ended(name: string, daysAgo: number): Promise<string> {
  const { operations, dana } = holdpoint;
  const run = await started(name);
  for (const { id } of run.reviews) {
    await operations.decideReview(dana, id, { action: "ok", values: { note: "Fine" } });
  }
  const status = async () => (await operations.getRun(dana, run.id)).status;
  await expect.poll(status, { timeout: 15_000 }).toBe("completed");
  await pool.query(
    `with moved as (update runs set ended_at = now() - $2 * interval '1 day' where root_id = $1),
      a as (insert into drafts (run_id, revision, workspace_id, seq, format, by, content)
        values ($1, 1, $3, 1, 'markdown', '{}', '')),
      b as (insert into signals (run_id, id, workspace_id, name, event_seq, by, data) values ($1, 'x', $3, 'x', 1, '{}', '1')),
      c as (insert into once_results (run_id, seq, key, workspace_id, value) values ($1, 1, 'x', $3, '1')),
      d as (insert into live_texts (run_id, seq, epoch, text) values ($1, 1, 1, '')),
      e as (insert into remote_tasks (run_id, seq, workspace_id, card_url, task_id) values ($1, 1, $3, '', 'x')),
      f as (insert into agent_tasks (run_id, user_id, workspace_id, context_id) values ($1, $3, $3, 'x')),
      g as (insert into push_configs (run_id, user_id, id, workspace_id, url, token, auth_scheme, credentials, wire_version,
        ended) values ($1, $3, 'x', $3, '', '', '', '', '1.0', true)),
      h as (insert into deliveries (id, kind, workspace_id, run_id, key, due_at, payload) values (gen_random_uuid(), 'cancel',
        $3, $1, concat_ws(' ', $1::uuid, 1, 'x'), now() + interval '1 day', '{}'))
    insert into showings (run_id, user_id, door, workspace_id, reviews) values ($1, $3, 'x', $3, '[]')`,
    [run.id, daysAgo, dana.workspaceId],
  );
  return run.id;
}

/** How many rows each table has about the family of a run. */
async function rowsOf(rootId: string, runIds: string[]): Promise<Record<string, number>> {
  const tables = await pool.query<{ name: string }>(
    "select table_name as name from information_schema.columns where column_name = 'run_id' and table_schema = 'public'",
  );
  const counted: Record<string, number> = {};
  for (const [table, column] of [
    ...tables.rows.map(({ name }) => [name, "run_id"] as const),
    ["runs", "id"] as const,
  ]) {
    const sql = `select count(*)::int as n from ${table} where ${column} = any($1)`;
    counted[table] = (await pool.query<{ n: number }>(sql, [[rootId, ...runIds]])).rows[0]?.n ?? 0;
  }
  return counted;
}

const idsOf = async (rootId: string) =>
  (await pool.query<{ id: string }>("select id from runs where root_id = $1", [rootId])).rows.map(({ id }) => id);

const remove = (name: string, days: number, limit = 20) => retentionStore(pool).removeEnded(name, days * DAY, limit);

it("removes a run that ended long ago with its branches and every row about them, and nothing of another", async () => {
  const [old, recent] = [await ended("usual", 31), await ended("usual", 29)];
  const [oldIds, recentIds] = [await idsOf(old), await idsOf(recent)];
  const before = await rowsOf(recent, recentIds);
  // Whoever adds a table about runs adds its rows to this test and to the clean-up.
  expect(Object.entries(before).filter(([, count]) => count === 0)).toEqual([]);
  expect(await remove("usual", 30)).toEqual({ runs: 1, branches: 2 });
  expect(Object.values(await rowsOf(old, oldIds)).filter((count) => count > 0)).toEqual([]);
  expect(await rowsOf(recent, recentIds)).toEqual(before);
  const { rows } = await pool.query("select keep_until <= now() as due from files where keep_until is not null");
  expect(rows).toContainEqual({ due: true });
  await expect(holdpoint.operations.getRun(holdpoint.dana, old)).rejects.toMatchObject({ code: "not_found" });
  expect(await remove("usual", 30)).toEqual({ runs: 0, branches: 0 });
});

it("what waits is never removed, however old; neither is a family with a branch still under way", async () => {
  const waiting = await started("usual");
  await pool.query(
    "update runs set created_at = now() - interval '9 years', ended_at = now() - interval '9 years' where id = $1",
    [waiting.id],
  );
  const family = await ended("usual", 400);
  const branch = (await idsOf(family)).find((id) => id !== family);
  const set = (status: string) =>
    pool.query("update runs set status = $2, ended_at = case $2 when 'completed' then now() end where id = $1", [
      branch,
      status,
    ]);
  for (const status of ["waiting", "running"]) {
    await set(status);
    expect(await remove("usual", 30)).toEqual({ runs: 0, branches: 0 });
  }
  await set("completed");
  expect(await remove("usual", 30)).toEqual({ runs: 1, branches: 2 });
  expect(await holdpoint.operations.getRun(holdpoint.dana, waiting.id)).toMatchObject({ status: "waiting" });
});

it("a run that is retried at that very moment stays", async () => {
  const id = await ended("usual", 400);
  const client = await pool.connect();
  try {
    await client.query("begin");
    await client.query("update runs set status = 'running', ended_at = null where id = $1", [id]);
    expect(await remove("usual", 30)).toEqual({ runs: 0, branches: 0 });
    await client.query("rollback");
  } finally {
    client.release();
  }
  expect(await remove("usual", 30)).toEqual({ runs: 1, branches: 2 });
});

it("removes all of a family or nothing", async () => {
  const id = await ended("usual", 400);
  const ids = await idsOf(id);
  const before = await rowsOf(id, ids);
  await pool.query(`
    create function refuse() returns trigger language plpgsql as $$ begin raise 'not now'; end $$;
    create trigger refuse before delete on file_uses for each row execute function refuse()`);
  await expect(remove("usual", 30)).rejects.toThrow("not now");
  expect(await rowsOf(id, ids)).toEqual(before);
  await pool.query("drop trigger refuse on file_uses");
  expect(await remove("usual", 30)).toEqual({ runs: 1, branches: 2 });
});

it("two clean-ups at once remove each run once", async () => {
  await Promise.all([ended("usual", 400), ended("usual", 401), ended("usual", 402)]);
  const batches = await Promise.all([1, 2, 3, 4].map(() => remove("usual", 30, 2)));
  const rest = await remove("usual", 30);
  expect([...batches, rest].reduce((sum, { runs }) => sum + runs, 0)).toBe(3);
});

it("the clean-up keeps to what the installation and each workflow say, and says what it removed", async () => {
  const ids = {
    usual: await ended("usual", 31),
    kept: await ended("kept", 31),
    short: await ended("short", 3),
    young: await ended("short", 1),
    gone: randomUUID(),
  };
  // Of a workflow whose code is gone.
  await pool.query(
    "insert into workflow_versions (name, version, title, description, structure) values ('past', '1', '', '', '{}')",
  );
  await pool.query(
    `insert into runs select (jsonb_populate_record(r, jsonb_build_object('id', $2::uuid, 'root_id', $2::uuid, 'workflow', 'past'))).*
     from runs r where id = $1`,
    [ids.usual, ids.gone],
  );
  const lines: string[] = [];
  const env = { HOLDPOINT_RETENTION_DAYS: "30", HOLDPOINT_CLEAN_SECONDS: "0.2" };
  const other = await startHoldpoint({ databaseUrl: database.url, workflows, env, log: (line) => lines.push(line) });
  try {
    await expect.poll(() => lines, { timeout: 15_000 }).toHaveLength(3);
  } finally {
    await other.stop();
  }
  expect(lines).toEqual([
    "Removed 1 run of past: ended more than 30 days ago.",
    "Removed 1 run of short, with 2 branches: ended more than 2 days ago.",
    "Removed 1 run of usual, with 2 branches: ended more than 30 days ago.",
  ]);
  const { rows } = await pool.query<{ id: string }>("select id from runs where id = any($1)", [Object.values(ids)]);
  expect(rows.map(({ id }) => id).sort()).toEqual([ids.kept, ids.young].sort());
});
