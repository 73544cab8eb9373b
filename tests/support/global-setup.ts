import type { TestProject } from "vitest/node";
import { migrate } from "@/lib/store/database/migrate";
import { startTemporaryPostgres } from "@/lib/store/database/temporary-postgres";

/** One Postgres for all files; its database `holdpoint` is migrated and then only copied. */
export default async function setup(project: TestProject) {
  const postgres = await startTemporaryPostgres();
  await migrate(postgres.url).catch(async (error: unknown) => {
    await postgres.stop();
    throw error;
  });
  project.provide("templateUrl", postgres.url);
  return () => postgres.stop();
}

declare module "vitest" {
  interface ProvidedContext {
    templateUrl: string;
  }
}
