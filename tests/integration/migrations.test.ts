import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { migrate } from "@/lib/store/database/migrate";
import { migrationsFolder, readMigrations } from "@/lib/store/database/migration-files";
import { createOldDatabase, type TestDatabase, withClient } from "@/tests/support/postgres";
import { prismaStatus } from "@/tests/support/prisma-migrate";

const ID = "01999999-0000-7000-8000-000000000001";

let database: TestDatabase;
let names: string[];

beforeAll(async () => {
  database = await createOldDatabase();
  names = (await readMigrations()).map(({ name }) => name);
});

afterAll(() => database.drop());

describe("migrations", () => {
  test("processes that start together apply each once, and a second time is nothing", async () => {
    const applied = await Promise.all([migrate(database.url), migrate(database.url), migrate(database.url)]);
    expect(applied.flat()).toEqual(names);
    expect(await migrate(database.url)).toEqual([]);
  });

  test("lead to the schema that the code is written for", async () => {
    const last = await readFile(join(migrationsFolder, "schema.prisma"), "utf8");
    expect(last).toBe(await readFile(join(migrationsFolder, "../schema.prisma"), "utf8"));
  });

  test("leave what Prisma Migrate finds complete and unedited", async () => {
    const found = await prismaStatus(database.url, await readMigrations());
    expect(found).toMatchObject({ history: null, failedMigrationNames: [], editedMigrationNames: [] });
  });

  test("keep live text out of the write-ahead log, and refuse a status that does not exist", async () => {
    await withClient(database.url, async (client) => {
      const unlogged = await client.query("SELECT relname FROM pg_class WHERE relpersistence = 'u' AND relkind = 'r'");
      expect(unlogged.rows).toEqual([{ relname: "live_texts" }]);
      const checks = await client.query(
        "SELECT conname FROM pg_constraint WHERE contype = 'c' AND connamespace = 'public'::regnamespace ORDER BY 1",
      );
      expect(checks.rows.map((row) => row.conname)).toEqual([
        "agents_kind_check",
        "branches_status_check",
        "deliveries_status_check",
        "files_status_check",
        "memberships_mail_check",
        "reviews_status_check",
        "reviews_visibility_check",
        "runs_status_check",
        "runs_visibility_check",
        "schedules_missed_check",
      ]);
    });
  });

  test("a migration meets the rows of the one before, and one that fails changes nothing", async () => {
    const folder = await mkdtemp(join(tmpdir(), "migrations-"));
    const write = async (name: string, sql: string) => {
      await mkdir(join(folder, name), { recursive: true });
      await writeFile(join(folder, name, "migration.sql"), sql);
    };
    const old = await createOldDatabase(names.at(-1));
    try {
      await cp(migrationsFolder, folder, { recursive: true });
      await withClient(old.url, (client) =>
        client.query("INSERT INTO workspaces (id, name) VALUES (gen_random_uuid(), 'Ana''s')"),
      );
      await write(
        "29990101000000_next",
        'ALTER TABLE "workspaces" ADD COLUMN "shout" TEXT; UPDATE "workspaces" SET "shout" = upper("name");',
      );
      expect(await migrate(old.url, { folder })).toEqual(["29990101000000_next"]);
      const rows = await withClient(old.url, (client) => client.query("SELECT shout FROM workspaces"));
      expect(rows.rows).toEqual([{ shout: "ANA'S" }]);

      await write("29990101000001_wrong", 'UPDATE "workspaces" SET "shout" = NULL; SELECT no_such_function();');
      await expect(migrate(old.url, { folder })).rejects.toThrow(
        /Migration 29990101000001_wrong: ERROR: .*no_such_function/,
      );
      const after = await withClient(old.url, (client) => client.query("SELECT shout FROM workspaces"));
      expect(after.rows).toEqual([{ shout: "ANA'S" }]);

      await write(
        "29990101000001_wrong",
        `UPDATE "workspaces" SET "shout" = 'one; two'; -- put right; and tried again`,
      );
      expect(await migrate(old.url, { folder })).toEqual(["29990101000001_wrong"]);
      expect(await migrate(old.url, { folder })).toEqual([]);
    } finally {
      await old.drop();
      await rm(folder, { recursive: true });
    }
  });

  test("mail begins with what opens from now on: nobody is written to about what waited before", async () => {
    const old = await createOldDatabase(names.find((name) => name.endsWith("_mail")));
    try {
      await withClient(old.url, (client) =>
        client.query(`
          INSERT INTO workspaces (id, name) VALUES ('${ID}', 'Ana''s');
          INSERT INTO users (id, email, name) VALUES ('${ID}', 'ana@example.com', 'Ana');
          INSERT INTO memberships (workspace_id, user_id, role) VALUES ('${ID}', '${ID}', 'reviewer');
          INSERT INTO reviews (id, workspace_id, run_id, root_run_id, workflow, seq, key, step_index, step_name, visit,
            status, title, description, form) VALUES ('${ID}', '${ID}', '${ID}', '${ID}', 'a', 1, 'review', 1, 'review',
            1, 'open', 'Waits', '', '{}');`),
      );
      await migrate(old.url);
      const found = await withClient(old.url, (client) =>
        client.query("SELECT title, notify_at, told_at, mail FROM reviews JOIN memberships USING (workspace_id)"),
      );
      expect(found.rows).toEqual([{ title: "Waits", notify_at: null, told_at: null, mail: "all" }]);
    } finally {
      await old.drop();
    }
  });

  test("mails, pushes and cancels of before are deliveries, and go on where they were", async () => {
    const old = await createOldDatabase(names[names.findIndex((name) => name.endsWith("_deliveries")) - 1]);
    const due = "2026-12-01T10:00:00.120Z";
    try {
      await withClient(old.url, (client) =>
        client.query(`
          INSERT INTO mails (id, workspace_id, user_id, kind, status, review_id, attempts, due_at, settled_at, error, content)
          SELECT gen_random_uuid(), '${ID}', '${ID}', kind, status, CASE WHEN kind <> 'digest' THEN '${ID}'::uuid END, attempts,
            due_at::timestamptz, settled_at::timestamptz, error, content::jsonb
          FROM (VALUES
            ('digest', 'due', 0, '${due}', NULL, NULL, NULL),
            ('digest', 'sending', 2, '${due}', NULL, 'Away.', NULL),
            ('digest', 'sending', 3, '${due}', NULL, 'Away.', NULL),
            ('review', 'sent', 1, NULL, '${due}', NULL, NULL),
            ('reminder', 'failed', 24, NULL, '${due}', 'No such mailbox', NULL),
            ('review', 'kept', 1, NULL, '${due}', NULL, '{"subject": "Waits"}')
          ) v (kind, status, attempts, due_at, settled_at, error, content);
          INSERT INTO push_configs (run_id, user_id, id, workspace_id, url, token, auth_scheme, credentials, wire_version,
            seen_seq, told, ended, attempts, retry_at) VALUES
            ('${ID}', '${ID}', 'retried', '${ID}', '', '', '', '', '1.0', 3, 'x', false, 4, '${due}'),
            ('${ID}', '${ID}', 'told', '${ID}', '', '', '', '', '1.0', 3, 'x', false, 0, '${due}'),
            ('${ID}', '${ID}', 'ended', '${ID}', '', '', '', '', '1.0', 3, 'x', true, 25, '${due}');
          INSERT INTO remote_tasks (run_id, seq, workspace_id, card_url, secret, task_id, attempts, tried_at) VALUES
            ('${ID}', 1, '${ID}', 'https://a.example', NULL, 'new', 0, NULL),
            ('${ID}', 2, '${ID}', 'https://a.example', 'KEY', 'tried', 2, '2026-12-01T09:59:40.120Z');`),
      );
      await migrate(old.url);
      const read = (text: string) => withClient(old.url, async (client) => (await client.query(text)).rows);
      const at = new Date(due);
      const digest = { kind: "mail", payload: { kind: "digest" }, due_at: at, settled_at: null };
      const settled = { kind: "mail", key: null, due_at: null, settled_at: at };
      expect(
        await read(`SELECT kind, key, status, attempts, due_at, settled_at, error, payload, content FROM deliveries
          ORDER BY kind DESC, status, attempts`),
      ).toMatchObject([
        {
          kind: "push",
          ...{ status: "sending", attempts: 4, due_at: at, payload: { id: "retried" } },
        },
        { ...digest, key: `${ID} ${ID}`, status: "due", attempts: 0 },
        {
          ...settled,
          status: "failed",
          attempts: 24,
          error: "No such mailbox",
          payload: { kind: "reminder", reviewId: ID },
        },
        { ...settled, status: "kept", content: { subject: "Waits" }, payload: { kind: "review", reviewId: ID } },
        { ...digest, key: null, status: "sending", attempts: 2, error: "Away." },
        { ...digest, key: null, status: "sending", attempts: 3, error: "Away." },
        { ...settled, status: "sent", attempts: 1, payload: { kind: "review", reviewId: ID } },
        {
          kind: "cancel",
          key: `${ID} 2 tried`,
          ...{ status: "sending", attempts: 2, due_at: at },
          payload: { seq: 2, cardUrl: "https://a.example", secret: "KEY", taskId: "tried" },
        },
      ]);
      expect(await read("SELECT task_id FROM remote_tasks ORDER BY 1")).toEqual([
        { task_id: "new" },
        { task_id: "tried" },
      ]);
      expect(
        await read(
          "SELECT id, seen_seq, (SELECT id FROM deliveries WHERE key = given::text) AS waits FROM push_configs ORDER BY 1",
        ),
      ).toEqual([
        { id: "ended", seen_seq: 3, waits: null },
        { id: "retried", seen_seq: 3, waits: expect.any(String) },
        { id: "told", seen_seq: 3, waits: null },
      ]);
    } finally {
      await old.drop();
    }
  });

  test("changes of before come first in the feed, in the order in which they happened", async () => {
    const old = await createOldDatabase(names[names.findIndex((name) => name.endsWith("_feed")) - 1]);
    const other = ID.replace(/1$/, "2");
    try {
      await withClient(old.url, (client) =>
        client.query(`
          INSERT INTO workspaces (id, name) VALUES ('${ID}', 'Ana''s');
          INSERT INTO changes (run_id, event_seq, workspace_id, at, events, visits)
          SELECT run::uuid, seq, '${ID}', '2026-12-01T10:00:00Z'::timestamptz + second * interval '1 second', '[]', '[]' FROM (VALUES
            ('${ID}', 1, 1), ('${other}', 2, 2), ('${ID}', 3, 4), ('${ID}', 4, 3), ('${other}', 5, 5)) v (run, seq, second);`),
      );
      await migrate(old.url);
      const read = (text: string) => withClient(old.url, async (client) => (await client.query(text)).rows);
      await read(
        `INSERT INTO changes (run_id, event_seq, workspace_id, events, visits) VALUES ('${ID}', 5, '${ID}', '[]', '[]')`,
      );
      expect(await read("SELECT event_seq, position < 0 AS old FROM changes ORDER BY position")).toEqual([
        { event_seq: 1, old: true },
        { event_seq: 2, old: true },
        // A clock that went back changes no order.
        { event_seq: 3, old: true },
        { event_seq: 4, old: true },
        { event_seq: 5, old: true },
        { event_seq: 5, old: false },
      ]);
    } finally {
      await old.drop();
    }
  });

  test("visits and events of before become one history, and read as they did", async () => {
    const old = await createOldDatabase(names[names.findIndex((name) => name.endsWith("_changes")) - 1]);
    const at = (second: number) => `2026-11-21T10:00:0${second}.120Z`;
    try {
      await withClient(old.url, (client) =>
        client.query(`
          INSERT INTO runs (id, workspace_id, workflow, version, status, revision, seq, attempt, takeovers, event_seq,
            draft_revision, lease_epoch, root_id, started_by, input, data, visits) VALUES
            ('${ID}', '${ID}', 'a', '1', 'waiting', 4, 3, 1, 0, 3, 0, 0, '${ID}', '{}', '{}', '{"ask": 1}', '{}');
          INSERT INTO step_executions (run_id, seq, workspace_id, step_index, step_name, kind, visit, attempt, status,
            draft_revision, retry_of, base_data, started_at, ended_at, model, tokens_in, output, error) VALUES
            ('${ID}', 1, '${ID}', 0, 'ask', 'code', 1, 2, 'failed', 0, NULL, NULL, '${at(1)}', '${at(2)}', NULL, NULL, NULL, '{"code": "x", "message": "y"}'),
            ('${ID}', 2, '${ID}', 0, 'ask', 'code', 2, 1, 'failed', 0, 1, NULL, '${at(2)}', '${at(3)}', NULL, NULL, NULL, NULL),
            ('${ID}', 3, '${ID}', 0, 'ask', 'code', 3, 1, 'waiting', 0, 2, '{"b": 1}', '${at(3)}', NULL, 'm', 7, '"text"', NULL);
          INSERT INTO events (run_id, seq, workspace_id, type, actor, data, at) VALUES
            ('${ID}', 1, '${ID}', 'run.started', '{"id": "ana"}', '{}', '${at(1)}'),
            ('${ID}', 2, '${ID}', 'run.failed', '{}', '{"step": "ask"}', '${at(2)}'),
            ('${ID}', 3, '${ID}', 'run.retried', '{}', '{}', '${at(3)}');`),
      );
      await migrate(old.url);
      const read = (text: string) => withClient(old.url, async (client) => (await client.query(text)).rows);
      expect(
        await read(`SELECT seq, step_name, visit, attempt, status, repeats, base_data, started_at, ended_at, model,
          tokens_in, output, error FROM step_executions ORDER BY seq`),
      ).toMatchObject([
        { seq: 1, attempt: 2, repeats: [], base_data: null, ended_at: new Date(at(2)), error: { code: "x" } },
        { seq: 2, visit: 2, repeats: [1], status: "failed", ended_at: new Date(at(3)), error: null },
        { seq: 3, repeats: [1, 2], base_data: { b: 1 }, ended_at: null, model: "m", tokens_in: 7, output: "text" },
      ]);
      expect(await read("SELECT seq, type, actor, data, at FROM events ORDER BY seq")).toEqual([
        { seq: 1, type: "run.started", actor: { id: "ana" }, data: {}, at: new Date(at(1)) },
        { seq: 2, type: "run.failed", actor: {}, data: { step: "ask" }, at: new Date(at(2)) },
        { seq: 3, type: "run.retried", actor: {}, data: {}, at: new Date(at(3)) },
      ]);
      expect(await read("SELECT visit->'seq' AS seq FROM runs")).toEqual([{ seq: 3 }]);
    } finally {
      await old.drop();
    }
  });

  test("a database that can't be reached is one sentence without the password", async () => {
    const attempt = migrate("postgresql://ana:hunter2@127.0.0.1:9/app");
    await expect(attempt).rejects.toThrow(
      "The database at 127.0.0.1:9 can't be reached (ECONNREFUSED): start it, or correct DATABASE_URL.",
    );
    const wrong = new URL(database.url);
    wrong.password = "hunter2";
    await expect(migrate(wrong.href)).rejects.toThrow(/refused the user "holdpoint": check user and password/);
    wrong.href = database.url;
    wrong.pathname = "/nowhere";
    await expect(migrate(wrong.href)).rejects.toThrow(/has no database "nowhere": create it/);
  });
});
