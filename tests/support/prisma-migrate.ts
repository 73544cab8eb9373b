import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { DriverAdapterError } from "@prisma/driver-adapter-utils";
import type { MigrationList } from "@prisma/schema-engine-wasm";
import type { DatabaseError } from "pg";
import { type Migration, migrationsFolder } from "@/lib/store/database/migration-files";
import { withSchemaEngine } from "@/scripts/make-migration/schema-engine";

const filters = { externalTables: [], externalEnums: [] };

/** What `prisma migrate deploy` does, by Prisma's own engine. */
export async function prismaDeploy(databaseUrl: string, migrations: Migration[]): Promise<string[]> {
  const migrationsList = await listOf(migrations);
  const { appliedMigrationNames } = await withSchemaEngine(
    databaseUrl,
    (engine) => engine.applyMigrations({ migrationsList, filters }),
    WholeScripts,
  );
  return appliedMigrationNames;
}

/** What `prisma migrate status` asks Prisma's engine. */
export async function prismaStatus(databaseUrl: string, migrations: Migration[]) {
  const migrationsList = await listOf(migrations);
  return withSchemaEngine(databaseUrl, (engine) =>
    engine.diagnoseMigrationHistory({ migrationsList, filters, optInToShadowDatabase: false }),
  );
}

async function listOf(migrations: Migration[]): Promise<MigrationList> {
  const path = "migration_lock.toml";
  return {
    baseDir: migrationsFolder,
    lockfile: { path, content: await readFile(join(migrationsFolder, path), "utf8") },
    shadowDbInitScript: "",
    migrationDirectories: migrations.map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: "migration.sql", content: { tag: "ok", value: sql } },
    })),
  };
}

/** The adapter cuts scripts at every semicolon, even in strings and comments; the engine that Prisma's CLI downloads does not. */
class WholeScripts extends PrismaPg {
  override async connect() {
    const adapter = await super.connect();
    const pool = adapter.underlyingDriver();
    adapter.executeScript = async (script) => {
      await pool
        .query(script)
        .catch(({ code = "", severity = "ERROR", message, detail, column, hint }: DatabaseError) => {
          throw new DriverAdapterError({ kind: "postgres", code, severity, message, detail, column, hint });
        });
    };
    return adapter;
  }
}
