import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { writeMigration } from "@/scripts/make-migration/write-migration";
import { createOldDatabase, type TestDatabase } from "@/tests/support/postgres";

let folder: string;
let database: TestDatabase;

beforeEach(async () => {
  database = await createOldDatabase();
  folder = await mkdtemp(join(tmpdir(), "prisma-"));
  await mkdir(join(folder, "migrations"));
  git("init", "--quiet");
});

afterEach(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

function git(...args: string[]) {
  const who = ["-c", "user.name=Ana", "-c", "user.email=ana@example.com", "-c", "commit.gpgsign=false"];
  execFileSync("git", [...who, ...args], { cwd: folder });
}

function commit() {
  git("add", ".");
  git("commit", "--quiet", "--message", "Work");
}

const schema = (...columns: string[]) =>
  writeFile(
    join(folder, "schema.prisma"),
    `datasource db {\n  provider = "postgresql"\n}\n\nmodel Letter {\n  id Int @id\n${columns.map((name) => `  ${name} String?\n`).join("")}}\n`,
  );

const make = (name: string | null) => writeMigration(folder, database.url, name);

/** Columns a migration adds to the table of the first one. */
async function added(file: string) {
  return [...(await readFile(file, "utf8")).matchAll(/ADD COLUMN +"(\w+)"/g)].map(([, column]) => column);
}

it("a migration leads from the one before to the schema, and the last one can be written again", async () => {
  await schema();
  const first = await make("a_first");
  expect(basename(dirname(first))).toMatch(/^\d{14}_a_first$/);
  expect(await readFile(first, "utf8")).toMatch(/CREATE TABLE "Letter" [^;]*;\n\n-- By hand\n$/);
  await schema("read");
  expect(await make(null)).toBe(first);
  expect(await readFile(first, "utf8")).toContain('"read" TEXT');
  await schema();
  await make(null);
  commit();

  await schema("due");
  const second = await make("b_second");
  expect(await added(second)).toEqual(["due"]);
  await writeFile(second, `${await readFile(second, "utf8")}\nSELECT 1;\n`);

  await schema("due", "sent");
  expect(await make(null)).toBe(second);
  expect(await added(second)).toEqual(["due", "sent"]);
  expect(await readFile(second, "utf8")).toMatch(/\n\n-- By hand\n\nSELECT 1;\n$/);
  commit();

  // Again, although it is committed.
  await schema("sent");
  expect(await make(null)).toBe(second);
  expect(await added(second)).toEqual(["sent"]);

  await schema("sent", "read");
  expect(await added(await make("c_third"))).toEqual(["read"]);
  expect(await readFile(join(folder, "migrations/schema.prisma"), "utf8")).toBe(
    await readFile(join(folder, "schema.prisma"), "utf8"),
  );
});

it("is not written again where git never had what it starts from", async () => {
  await schema();
  await expect(make(null)).rejects.toThrow("There is no migration yet.");
  commit();
  await make("a_first");
  await make("b_second");
  await expect(make(null)).rejects.toThrow(/of when \d+_a_first was the last: commit it first\./);
});
