import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { MigrationList } from "@prisma/schema-engine-wasm";

export const migrationsFolder = join(import.meta.dirname, "../../../prisma/migrations");

/** The migrations of a folder, oldest first, as the schema engine wants them. `until` is the last one taken. */
export async function readMigrations(folder = migrationsFolder, until?: string): Promise<MigrationList> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  const taken = until === undefined ? names : names.slice(0, names.indexOf(until) + 1);
  const read = async (path: string) => ({
    path,
    migrationFile: {
      path: "migration.sql",
      content: { tag: "ok" as const, value: await readFile(join(folder, path, "migration.sql"), "utf8") },
    },
  });
  return {
    baseDir: folder,
    lockfile: {
      path: "migration_lock.toml",
      content: await readFile(join(folder, "migration_lock.toml"), "utf8"),
    },
    shadowDbInitScript: "",
    migrationDirectories: await Promise.all(taken.map(read)),
  };
}
