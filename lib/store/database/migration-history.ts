import { createHash, randomUUID } from "node:crypto";
import type pg from "pg";
import type { Migration } from "./migration-files";

/** Prisma Migrate's table as Prisma makes it: `prisma migrate deploy` and `status` go on where we stopped, and we where they did. */
const TABLE = `CREATE TABLE _prisma_migrations (
  id varchar(36) PRIMARY KEY NOT NULL,
  checksum varchar(64) NOT NULL,
  finished_at timestamptz,
  migration_name varchar(255) NOT NULL,
  logs text,
  rolled_back_at timestamptz,
  started_at timestamptz NOT NULL DEFAULT now(),
  applied_steps_count integer NOT NULL DEFAULT 0
)`;

/** Names of the migrations that a database has seen. */
export async function appliedMigrations(database: Pick<pg.Pool, "query">): Promise<Set<string>> {
  if (!(await exists(database))) return new Set();
  const { rows } = await database.query<{ name: string }>(
    "SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL",
  );
  return new Set(rows.map(({ name }) => name));
}

/** For whoever holds the locks: nobody else's migration is under way, so a record without an end was refused or cut off. */
export async function openHistory(client: pg.Client): Promise<void> {
  if (await exists(client)) {
    await client.query(
      "UPDATE _prisma_migrations SET rolled_back_at = now() WHERE finished_at IS NULL AND rolled_back_at IS NULL",
    );
    return;
  }
  await client.query("CREATE SCHEMA IF NOT EXISTS public");
  const { rowCount } = await client.query(
    "SELECT FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace LIMIT 1",
  );
  if (rowCount !== 0) throw new Error("The database schema is not empty: name an empty one in DATABASE_URL.");
  await client.query(TABLE);
}

/** To be called in the transaction of the migration. */
export async function recordApplied(client: pg.Client, { name, sql }: Migration): Promise<void> {
  const checksum = createHash("sha256").update(sql).digest("hex");
  await client.query(
    `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
     VALUES ($1, $2, $3, clock_timestamp(), 1)`,
    [randomUUID(), checksum, name],
  );
}

async function exists(database: Pick<pg.Pool, "query">): Promise<boolean> {
  const { rows } = await database.query<{ there: boolean }>(
    "SELECT to_regclass('_prisma_migrations') IS NOT NULL AS there",
  );
  return rows[0]?.there === true;
}
