import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { migrate, missingMigrations } from "@/lib/store/database/migrate";
import { type Migration, readMigrations } from "@/lib/store/database/migration-files";
import { createOldDatabase, type TestDatabase, withClient } from "@/tests/support/postgres";
import { prismaDeploy, prismaStatus } from "@/tests/support/prisma-migrate";

const COMPLETE = { hasMigrationsTable: true, history: null, failedMigrationNames: [], editedMigrationNames: [] };

let all: Migration[];
let names: string[];
let middle: number;
let database: TestDatabase;

beforeAll(async () => {
  all = await readMigrations();
  names = all.map(({ name }) => name);
  middle = names.findIndex((name) => name.endsWith("_mail"));
});

beforeEach(async () => {
  database = await createOldDatabase();
});

afterEach(() => database.drop());

const query = (text: string) => withClient(database.url, async (client) => (await client.query(text)).rows);

describe("Prisma Migrate's history", () => {
  it("begun by Prisma Migrate goes on, with the rows there are", async () => {
    expect(await prismaDeploy(database.url, all.slice(0, middle))).toEqual(names.slice(0, middle));
    await query("INSERT INTO workspaces (id, name) VALUES (gen_random_uuid(), 'Ana''s')");
    // Killed between its last two statements, an older version of ours left this.
    await query(`UPDATE _prisma_migrations SET applied_steps_count = 0 WHERE migration_name = '${names[middle - 1]}'`);

    expect(await migrate(database.url)).toEqual(names.slice(middle));
    expect(await query("SELECT name FROM workspaces")).toEqual([{ name: "Ana's" }]);
    expect(await prismaStatus(database.url, all)).toMatchObject(COMPLETE);
    expect(await prismaDeploy(database.url, all)).toEqual([]);
  });

  it("begun by us goes on with Prisma Migrate", async () => {
    expect(await migrate(database.url, { until: names[middle] })).toEqual(names.slice(0, middle + 1));
    expect(await prismaStatus(database.url, all)).toMatchObject({
      ...COMPLETE,
      history: { diagnostic: "databaseIsBehind", unappliedMigrationNames: names.slice(middle + 1) },
    });
    expect(await prismaDeploy(database.url, all)).toEqual(names.slice(middle + 1));
    expect(await migrate(database.url)).toEqual([]);
  });

  it("is the table and the records that Prisma Migrate makes", async () => {
    const columns = `SELECT attname, format_type(atttypid, atttypmod), attnotnull, pg_get_expr(adbin, adrelid)
      FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
      WHERE attrelid = '_prisma_migrations'::regclass AND attnum > 0 ORDER BY attnum`;
    const constraints = `SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint
      WHERE conrelid = '_prisma_migrations'::regclass ORDER BY 1`;
    const records = `SELECT migration_name, checksum, logs, rolled_back_at, applied_steps_count, length(id),
      finished_at >= started_at AS in_time FROM _prisma_migrations ORDER BY started_at`;
    const look = async () => [await query(columns), await query(constraints), await query(records)];

    await migrate(database.url, { until: names[middle] });
    const ours = await look();
    await database.drop();
    database = await createOldDatabase();
    await prismaDeploy(database.url, all.slice(0, middle + 1));
    expect(ours).toEqual(await look());
  });

  it("with a migration that was refused is tried again, and says so", async () => {
    const wrong = { name: names[middle] ?? "", sql: "SELECT no_such_function();" };
    await expect(prismaDeploy(database.url, [...all.slice(0, middle), wrong])).rejects.toThrow(/no_such_function/);
    expect(await prismaStatus(database.url, all)).toMatchObject({ failedMigrationNames: [wrong.name] });

    expect(await migrate(database.url)).toEqual(names.slice(middle));
    expect(await prismaStatus(database.url, all)).toMatchObject(COMPLETE);
    const records = `SELECT finished_at IS NULL AS refused, rolled_back_at FROM _prisma_migrations
      WHERE migration_name = '${wrong.name}' ORDER BY started_at`;
    const found = await query(records);
    expect(found).toEqual([
      { refused: true, rolled_back_at: expect.any(Date) },
      { refused: false, rolled_back_at: null },
    ]);
    expect(await migrate(database.url)).toEqual([]);
    expect(await query(records)).toEqual(found);
  });

  it("with a migration that was edited since, or that only a newer release has, is left as it is", async () => {
    await migrate(database.url);
    await query(`UPDATE _prisma_migrations SET checksum = 'another' WHERE migration_name = '${names[0]}'`);
    await query(`INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
      VALUES ('newer', 'newer', '29990101000000_newer', now(), 1)`);
    const before = await query("SELECT * FROM _prisma_migrations ORDER BY id");
    expect(await migrate(database.url)).toEqual([]);
    expect(await query("SELECT * FROM _prisma_migrations ORDER BY id")).toEqual(before);
  });

  it("tells which migrations a database lacks, and one that was rolled back is one of them", async () => {
    const missing = () => withClient(database.url, missingMigrations);
    expect(await missing()).toEqual(names);
    await migrate(database.url, { until: names[middle] });
    await query(`UPDATE _prisma_migrations SET rolled_back_at = now() WHERE migration_name = '${names[middle]}'`);
    expect(await missing()).toEqual(names.slice(middle));
    expect(await prismaStatus(database.url, all)).toMatchObject({
      history: { diagnostic: "databaseIsBehind", unappliedMigrationNames: names.slice(middle) },
    });
  });

  it("is begun only in a database that has nothing yet, in which `public` may be missing", async () => {
    await query("CREATE TABLE theirs (id int)");
    await expect(migrate(database.url)).rejects.toThrow(
      "The database couldn't be brought up to date; nothing was lost. The database schema is not empty: name an empty one in DATABASE_URL.",
    );
    expect(
      await query("SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"),
    ).toEqual([{ relname: "theirs" }]);
    await query("DROP SCHEMA public CASCADE");
    expect(await migrate(database.url)).toEqual(names);
  });

  it("is not written by two at once: we wait for Prisma Migrate", async () => {
    await withClient(database.url, async (client) => {
      await client.query("SELECT pg_advisory_lock(72707369)");
      const migrated = migrate(database.url, { until: names[0] });
      const waiting = "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objid = 72707369 AND NOT granted";
      await expect.poll(async () => (await client.query(waiting)).rowCount, { timeout: 10_000 }).toBe(1);
      expect(await query("SELECT to_regclass('_prisma_migrations') AS found")).toEqual([{ found: null }]);
      await client.query("SELECT pg_advisory_unlock(72707369)");
      expect(await migrated).toEqual([names[0]]);
    });
  });
});

describe("a migration has happened with its record or not at all", () => {
  const NAME = "20260101000000_half";
  const left = `SELECT to_regclass('half') AS "table", (SELECT count(*)::int FROM _prisma_migrations) AS records`;
  let folder: string;

  const write = async (sql: string) => {
    await mkdir(join(folder, NAME), { recursive: true });
    await writeFile(join(folder, NAME, "migration.sql"), sql);
  };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "migrations-"));
  });

  afterEach(() => rm(folder, { recursive: true }));

  it("when its connection is cut off in the middle", async () => {
    await write("CREATE TABLE half (id int); SELECT pg_sleep(60);");
    const lines: string[] = [];
    const migrated = migrate(database.url, { folder, log: (line) => lines.push(line) });
    const refused = expect(migrated).rejects.toThrow(
      `The database couldn't be brought up to date; nothing was lost. Migration ${NAME}: FATAL: terminating connection`,
    );
    await expect.poll(() => lines[0], { timeout: 10_000 }).toBe("Bringing the database up to date ... (2 s)");
    const cut = await query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND query LIKE '%pg_sleep(60)%' AND pid <> pg_backend_pid()`);
    expect(cut).toHaveLength(1);
    await refused;
    expect(await query(left)).toEqual([{ table: null, records: 0 }]);

    await write("CREATE TABLE half (id int);");
    expect(await migrate(database.url, { folder })).toEqual([NAME]);
    expect(await query(left)).toEqual([{ table: "half", records: 1 }]);
  });

  it("when its record can't be written", async () => {
    await write("CREATE TABLE half (id int); ALTER TABLE _prisma_migrations ADD CHECK (false) NOT VALID;");
    await expect(migrate(database.url, { folder })).rejects.toThrow(
      /nothing was lost\. Migration 20260101000000_half: ERROR: new row .* DETAIL: Failing row contains/,
    );
    expect(await query(left)).toEqual([{ table: null, records: 0 }]);
  });
});
