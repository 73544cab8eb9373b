import { randomBytes } from "node:crypto";
import { inject } from "vitest";
import { migrate } from "@/lib/store/database/migrate";
import "./global-setup";
import { withClient } from "./with-client";

export { withClient };

export interface TestDatabase {
  url: string;
  /** Closes what is still connected, too. */
  drop(): Promise<void>;
}

/** A migrated database of one's own, a copy made in milliseconds. */
export function createTestDatabase(): Promise<TestDatabase> {
  return createDatabase('TEMPLATE "holdpoint"');
}

/**
 * A database as a migration before `until` left it, for tests of a migration that meets rows:
 * insert the rows, then `await migrate(url)`. Without `until` nothing has been applied.
 */
export async function createOldDatabase(until?: string): Promise<TestDatabase> {
  const database = await createDatabase("TEMPLATE template0");
  if (until !== undefined) await migrate(database.url, { until });
  return database;
}

async function createDatabase(like: string): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString("hex")}`;
  const url = new URL(inject("templateUrl"));
  url.pathname = "/postgres";
  const admin = url.href;
  url.pathname = `/${name}`;
  await withClient(admin, (client) => client.query(`CREATE DATABASE "${name}" ${like}`));
  return {
    url: url.href,
    drop: async () => {
      await withClient(admin, (client) => client.query(`DROP DATABASE "${name}" WITH (FORCE)`));
    },
  };
}
