/**
 * Compares the workflows of this folder with the runs of a database that have not ended: which go on, which are
 * migrated, which would be stranded. Changes nothing.
 *
 *   npm run workflows:check             the database of DATABASE_URL, or of the data folder
 *   npm run workflows:check -- --json   the same for programs
 *
 * Exit code: 0 everything under way goes on, 1 some runs would be stranded, 2 it could not be checked.
 */
import pg from "pg";
import { DefinitionError } from "@/lib/engine/definition/compile";
import { EnvError, env } from "@/lib/env";
import { VersionCheck } from "@/lib/operations/check-versions";
import { connectionProblem } from "@/lib/store/database/connection-problem";
import { missingMigrations } from "@/lib/store/database/migrate";
import { StartError } from "@/lib/store/database/start-error";
import { DatabaseClock } from "@/lib/store/database-clock";
import { doorReads } from "@/lib/store/door-read";
import { openRuns } from "@/lib/store/open-runs";
import { loadRegistry, type Registry } from "@/lib/workflow/registry";
import { openOwnDatabase } from "./check-workflows/own-database";
import { reportOf } from "./check-workflows/report";

try {
  process.exitCode = await main();
} catch (error) {
  const expected = [StartError, EnvError, DefinitionError].some((type) => error instanceof type);
  console.error(expected ? (error as Error).message : error);
  process.exitCode = 2;
}

async function main(): Promise<number> {
  const settings = env();
  const registry = await loadRegistry(settings.workflowsDirs);
  const own = settings.databaseUrl === null ? await openOwnDatabase(settings.dataDir) : null;
  try {
    const groups = await check(settings.databaseUrl ?? own?.url ?? null, registry);
    const { text, stranded } = reportOf(groups);
    console.log(process.argv.includes("--json") ? JSON.stringify({ stranded, groups }, null, 2) : text);
    return stranded > 0 ? 1 : 0;
  } finally {
    await own?.close();
  }
}

async function check(databaseUrl: string | null, registry: Registry) {
  const found = new VersionCheck(registry);
  // Nothing was ever started here.
  if (databaseUrl === null) return found.groups();
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 4, connectionTimeoutMillis: 10_000 });
  try {
    const missing = await missingMigrations(pool).catch((error: unknown) => {
      throw new StartError(connectionProblem(databaseUrl, error));
    });
    if (missing.length > 0) {
      throw new StartError(
        `The database lacks migrations of this release (${missing.join(", ")}). Check against a copy that has them.`,
      );
    }
    const { readRun } = doorReads(pool, new DatabaseClock(pool));
    for await (const page of openRuns(pool)) {
      const snapshots = await Promise.all(page.map((id) => readRun(id)));
      for (const snapshot of snapshots) if (snapshot) found.add(snapshot);
    }
    return found.groups();
  } finally {
    await pool.end();
  }
}
