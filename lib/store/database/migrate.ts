import pg from "pg";
import { connectionProblem } from "./connection-problem";
import { migrationsFolder, readMigrations } from "./migration-files";
import { withSchemaEngine } from "./schema-engine";
import { StartError } from "./start-error";

export interface MigrateOptions {
  log?: (line: string) => void;
  /** Name of the last migration to apply, for tests of the ones after it. */
  until?: string;
  folder?: string;
}

/** Any number: whoever migrates holds this lock, so processes that start together take turns. */
const LOCK = 7_206_001;

/**
 * Applies the migrations that the database has not seen, and returns their names. Does the same as
 * `prisma migrate deploy`. Throws `StartError` when the database can't be reached or a migration fails.
 */
export async function migrate(databaseUrl: string, options: MigrateOptions = {}): Promise<string[]> {
  const { log = () => {}, until, folder = migrationsFolder } = options;
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
    await client.query("SELECT pg_advisory_lock($1)", [LOCK]);
    return await apply(databaseUrl, folder, until);
  } finally {
    clearInterval(progress);
    await client.end().catch(() => {});
  }
}

async function apply(databaseUrl: string, folder: string, until?: string): Promise<string[]> {
  const input = {
    migrationsList: await readMigrations(folder, until),
    filters: { externalTables: [], externalEnums: [] },
    optInToShadowDatabase: false,
  };
  try {
    return await withSchemaEngine(databaseUrl, async (engine) => {
      // Cut off or refused, a migration has changed nothing (see schema-engine): it may be tried again.
      for (const migrationName of (await engine.diagnoseMigrationHistory(input)).failedMigrationNames) {
        await engine.markMigrationRolledBack({ migrationName });
      }
      return (await engine.applyMigrations(input)).appliedMigrationNames;
    });
  } catch (error) {
    throw new StartError(`The database couldn't be brought up to date; nothing was lost. ${reason(error)}`);
  }
}

/** Names of the migrations that the database has not seen. */
export async function missingMigrations(database: Pick<pg.Pool, "query">): Promise<string[]> {
  const { migrationDirectories } = await readMigrations(migrationsFolder);
  const known = await database.query<{ there: boolean }>(
    "SELECT to_regclass('_prisma_migrations') IS NOT NULL AS there",
  );
  const { rows } = known.rows[0]?.there
    ? await database.query<{ name: string }>(
        "SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL",
      )
    : { rows: [] };
  const seen = new Set(rows.map(({ name }) => name));
  return migrationDirectories.map(({ path }) => path).filter((name) => !seen.has(name));
}

/** What the database said, without the engine's own stack. */
function reason(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const migration = /migration_name="([^"]+)"/.exec(message)?.[1];
  const said = message.slice(Math.max(0, message.indexOf("ERROR:"))).split(/\n\s*0: /)[0] ?? message;
  return `${migration ? `Migration ${migration}: ` : ""}${said.replace(/\s+/g, " ").trim()}`;
}
