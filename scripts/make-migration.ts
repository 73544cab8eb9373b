/**
 * Writes the migration from the schema of the last migration to the one in prisma/schema.prisma.
 *
 *   npm run migration -- add_due_date    a new migration
 *   npm run migration -- --again         the last one again, while nobody has applied it
 *
 * What stands below the line "-- By hand" in a migration.sql stays.
 */
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { migrationsFolder } from "@/lib/store/database/migration-files";
import { startTemporaryPostgres } from "@/lib/store/database/temporary-postgres";
import { withSchemaEngine } from "./make-migration/schema-engine";

const BY_HAND = "-- By hand";

const argument = process.argv[2] ?? "";
const again = argument === "--again";
if (!again && !/^[a-z0-9_]+$/.test(argument)) {
  console.error("Name the migration in lower case, as in: npm run migration -- add_due_date");
  process.exit(1);
}

const names = (await readdir(migrationsFolder, { withFileTypes: true }))
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .sort();
const last = names.at(-1);
if (again && !last) throw new Error("There is no migration yet.");
const name = again && last ? last : `${timestamp(new Date())}_${argument}`;
const before = again ? names.at(-2) : last;

const schema = await readFile(join(migrationsFolder, "../schema.prisma"), "utf8");
const from = before
  ? datamodel(await readFile(join(migrationsFolder, before, "schema.prisma"), "utf8"))
  : ({ tag: "empty" } as const);
const postgres = await startTemporaryPostgres();
const filters = { externalTables: [], externalEnums: [] };
const { stdout } = await withSchemaEngine(postgres.url, (engine) =>
  engine.diff({ from, to: datamodel(schema), script: true, exitCode: null, filters }),
).finally(postgres.stop);

const folder = join(migrationsFolder, name);
const file = join(folder, "migration.sql");
const old = await readFile(file, "utf8").catch(() => "");
const byHand = old.includes(BY_HAND) ? old.slice(old.indexOf(BY_HAND)) : `${BY_HAND}\n`;
await mkdir(folder, { recursive: true });
await writeFile(file, `${(stdout ?? "").trim()}\n\n${byHand}`);
// The state this migration leads to; the next one starts from it. Prisma Migrate ignores the file.
await writeFile(join(folder, "schema.prisma"), schema);
console.log(`Wrote prisma/migrations/${name}/migration.sql`);

function datamodel(content: string) {
  return { tag: "schemaDatamodel" as const, files: [{ path: "schema.prisma", content }] };
}

function timestamp(date: Date): string {
  return date.toISOString().replace(/\D/g, "").slice(0, 14);
}
