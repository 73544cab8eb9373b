/**
 * Writes the migration from the schema of the last migration to the one in prisma/schema.prisma.
 *
 *   npm run migration -- add_due_date    a new migration
 *   npm run migration -- --again         the last one again, while nobody has applied it
 *
 * What stands below the line "-- By hand" in a migration.sql stays. Where a new migration starts from is kept in
 * prisma/migrations/schema.prisma, which Prisma Migrate ignores. The last one, written again, starts from that file as
 * git had it when there were only the migrations before.
 */
import { join, relative } from "node:path";
import { migrationsFolder } from "@/lib/store/database/migration-files";
import { startTemporaryPostgres } from "@/lib/store/database/temporary-postgres";
import { writeMigration } from "./make-migration/write-migration";

const argument = process.argv[2] ?? "";
const again = argument === "--again";
if (!again && !/^[a-z0-9_]+$/.test(argument)) {
  console.error("Name the migration in lower case, as in: npm run migration -- add_due_date");
  process.exit(1);
}

const postgres = await startTemporaryPostgres();
try {
  const file = await writeMigration(join(migrationsFolder, ".."), postgres.url, again ? null : argument);
  console.log(`Wrote ${relative(process.cwd(), file)}`);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
} finally {
  await postgres.stop();
}
