import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readMigrations } from "@/lib/store/database/migration-files";
import { earlierSnapshot } from "./earlier-snapshot";
import { withSchemaEngine } from "./schema-engine";

const BY_HAND = "-- By hand";

/**
 * Writes a new migration, or without a name the last one again, and the snapshot of the schema it leads to; returns its
 * path. The engine asks an empty database what Postgres it writes for. Throws what there is to do first.
 */
export async function writeMigration(prismaFolder: string, databaseUrl: string, newName: string | null) {
  const folder = join(prismaFolder, "migrations");
  const snapshot = join(folder, "schema.prisma");
  const names = (await readMigrations(folder)).map(({ name }) => name);
  const name = newName === null ? names.at(-1) : `${timestamp(new Date())}_${newName}`;
  if (name === undefined) throw new Error("There is no migration yet.");

  const before = newName === null ? names.slice(0, -1) : names;
  const read = async () => (newName === null ? earlierSnapshot(folder, before) : readFile(snapshot, "utf8"));
  const from = before.length === 0 ? ({ tag: "empty" } as const) : datamodel(await read());
  const schema = await readFile(join(prismaFolder, "schema.prisma"), "utf8");
  const { stdout } = await withSchemaEngine(databaseUrl, (engine) =>
    engine.diff({
      from,
      to: datamodel(schema),
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    }),
  );

  const file = join(folder, name, "migration.sql");
  const old = await readFile(file, "utf8").catch(() => "");
  const byHand = old.includes(BY_HAND) ? old.slice(old.indexOf(BY_HAND)) : `${BY_HAND}\n`;
  await mkdir(join(folder, name), { recursive: true });
  await writeFile(file, `${(stdout ?? "").trim()}\n\n${byHand}`);
  await writeFile(snapshot, schema);
  return file;
}

function datamodel(content: string) {
  return { tag: "schemaDatamodel" as const, files: [{ path: "schema.prisma", content }] };
}

function timestamp(date: Date): string {
  return date.toISOString().replace(/\D/g, "").slice(0, 14);
}
