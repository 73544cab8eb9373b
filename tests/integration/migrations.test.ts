import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { migrate } from "@/lib/store/database/migrate";
import { migrationsFolder, readMigrations } from "@/lib/store/database/migration-files";
import { withSchemaEngine } from "@/lib/store/database/schema-engine";
import { createOldDatabase, type TestDatabase, withClient } from "@/tests/support/postgres";

const ID = "01999999-0000-7000-8000-000000000001";

let database: TestDatabase;
let names: string[];

beforeAll(async () => {
  database = await createOldDatabase();
  names = (await readMigrations()).migrationDirectories.map((directory) => directory.path);
});

afterAll(() => database.drop());

describe("migrations", () => {
  test("processes that start together apply each once, and a second time is nothing", async () => {
    const applied = await Promise.all([migrate(database.url), migrate(database.url), migrate(database.url)]);
    expect(applied.flat()).toEqual(names);
    expect(await migrate(database.url)).toEqual([]);
  });

  test("lead to the schema that the code is written for", async () => {
    const last = await readFile(join(migrationsFolder, names.at(-1) ?? "", "schema.prisma"), "utf8");
    expect(last).toBe(await readFile(join(migrationsFolder, "../schema.prisma"), "utf8"));
  });

  test("leave what Prisma Migrate finds complete and unedited", async () => {
    const migrationsList = await readMigrations();
    const filters = { externalTables: [], externalEnums: [] };
    const found = await withSchemaEngine(database.url, (engine) =>
      engine.diagnoseMigrationHistory({ migrationsList, filters, optInToShadowDatabase: false }),
    );
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
        "files_status_check",
        "mails_kind_check",
        "mails_status_check",
        "memberships_mail_check",
        "reviews_status_check",
        "runs_status_check",
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
