import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

export const migrationsFolder = join(import.meta.dirname, "../../../prisma/migrations");

export interface Migration {
  name: string;
  sql: string;
}

/** The migrations of a folder, oldest first. `until` is the last one taken. */
export async function readMigrations(folder = migrationsFolder, until?: string): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  const taken = until === undefined ? names : names.slice(0, names.indexOf(until) + 1);
  return Promise.all(
    taken.map(async (name) => ({ name, sql: await readFile(join(folder, name, "migration.sql"), "utf8") })),
  );
}
