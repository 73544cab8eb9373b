import pg from "pg";
import { connectionProblem } from "./connection-problem";
import { type Migration, migrationsFolder, readMigrations } from "./migration-files";
import { appliedMigrations, openHistory, recordApplied } from "./migration-history";
import { StartError } from "./start-error";

export interface MigrateOptions {
  log?: (line: string) => void;
  /** Name of the last migration to apply, for tests of the ones after it. */
  until?: string;
  folder?: string;
}

/** Whoever migrates holds these, so processes that start together take turns. The second is that of Prisma Migrate. */
const LOCKS = [7_206_001, 72_707_369];

/**
 * Applies the migrations that the database has not seen, and returns their names. Does the same as
 * `prisma migrate deploy`. Throws `StartError` when the database can't be reached or a migration fails.
 */
export async function migrate(databaseUrl: string, options: MigrateOptions = {}): Promise<string[]> {
  const { log = () => {}, until, folder = migrationsFolder } = options;
  const migrations = await readMigrations(folder, until);
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  client.on("error", () => {});
  try {
    await client.connect();
  } catch (error) {
    throw new StartError(connectionProblem(databaseUrl, error));
  }
  const started = Date.now();
  const progress = setInterval(() => {
    log(`Bringing the database up to date ... (${Math.round((Date.now() - started) / 1000)} s)`);
  }, 2000);
  try {
    return await applyMissing(client, migrations);
  } catch (error) {
    throw new StartError(`The database couldn't be brought up to date; nothing was lost. ${reason(error)}`);
  } finally {
    clearInterval(progress);
    await client.end().catch(() => {});
  }
}

async function applyMissing(client: pg.Client, migrations: Migration[]): Promise<string[]> {
  for (const lock of LOCKS) await client.query("SELECT pg_advisory_lock($1)", [lock]);
  await openHistory(client);
  const applied = await appliedMigrations(client);
  const missing = migrations.filter(({ name }) => !applied.has(name));
  for (const migration of missing) {
    await apply(client, migration).catch((error: unknown) => {
      throw new Error(`Migration ${migration.name}: ${reason(error)}`);
    });
  }
  return missing.map(({ name }) => name);
}

/**
 * One transaction: killed at any moment, a migration has happened with its record or not at all. So it can't hold what
 * Postgres refuses in one, such as CREATE INDEX CONCURRENTLY, nor end it with a COMMIT of its own.
 */
async function apply(client: pg.Client, migration: Migration): Promise<void> {
  await client.query("BEGIN");
  await client.query(migration.sql);
  await recordApplied(client, migration);
  await client.query("COMMIT");
}

/** Names of the migrations that the database has not seen. */
export async function missingMigrations(database: Pick<pg.Pool, "query">): Promise<string[]> {
  const applied = await appliedMigrations(database);
  return (await readMigrations()).map(({ name }) => name).filter((name) => !applied.has(name));
}

/** What the database said, in one line. */
function reason(error: unknown): string {
  const { message } = error as Error;
  if (!(error instanceof pg.DatabaseError)) return message;
  const { severity = "ERROR", detail, hint } = error;
  const said = [`${severity}: ${message}`, detail && `DETAIL: ${detail}`, hint && `HINT: ${hint}`];
  return said.filter(Boolean).join(" ").replace(/\s+/g, " ").trim();
}
