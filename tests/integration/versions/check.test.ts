import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { text as readAll } from "node:stream/consumers";
import { afterAll, beforeAll, expect, it } from "vitest";
import { versionOf } from "@/lib/engine/definition/version";
import { letter, nextLetter } from "../../fixtures/versions/letter";
import { createOldDatabase, createTestDatabase, type TestDatabase } from "../../support/postgres";
import { answer, deployment } from "../../support/versions";

const root = join(import.meta.dirname, "../../..");
const [V1, V2] = [versionOf(letter), versionOf(nextLetter)];

let database: TestDatabase;
let ids: string[];

beforeAll(async () => {
  database = await createTestDatabase();
  const deploy = deployment(database.url);
  const old = await deploy.start(letter);
  const begin = () => old.operations.startRun(old.ana, { workflow: "letter", input: {} });
  const runs = [await begin(), await begin(), await begin(), await answer(old, await begin(), "accept")];
  const canceled = await begin();
  await old.operations.cancelRun(old.ana, canceled.id);
  ids = runs.map(({ id }) => id);
  await deploy.stopAll();
});

afterAll(() => database.drop());

/** `npm run workflows:check` with the workflows of one release. */
async function check(release: string, databaseUrl: string, ...args: string[]) {
  const child = spawn(process.execPath, ["--import", "tsx", "scripts/check-workflows.ts", ...args], {
    cwd: root,
    env: {
      NODE_ENV: "test",
      DATABASE_URL: databaseUrl,
      HOLDPOINT_WORKFLOWS_DIR: join(root, "tests/fixtures/releases", release),
    },
  });
  const [out, err, [code]] = await Promise.all([readAll(child.stdout), readAll(child.stderr), once(child, "close")]);
  return { code: code as number, out, err };
}

it("says that runs of a known version still run", async () => {
  const { code, out } = await check("same", database.url);
  expect(out).toBe(
    `letter ${V1}\n  3 runs waiting at review: still run\n    for example ${ids.slice(0, 3).join(", ")}\n` +
      `  1 run waiting at votes: still run\n    for example ${ids[3]}\n\nEverything under way goes on.\n`,
  );
  expect(code).toBe(0);
});

it("says where another form would be shown now", async () => {
  const { code, out } = await check("form", database.url);
  expect(out).toContain("3 runs waiting at review: still run; the form changed, open reviews keep the one they show");
  expect(out).toContain("1 run waiting at votes: still run\n");
  expect(code).toBe(0);
});

it("says what will be migrated, and to which step", async () => {
  const { code, out } = await check("next", database.url);
  expect(out).toContain(`3 runs waiting at review: will be migrated to ${V2}, at review`);
  expect(code).toBe(0);
});

it("fails where runs would be stranded, with the cure; for programs as JSON", async () => {
  const { code, out } = await check("broken", database.url);
  expect(out).toContain("3 runs waiting at review: NEED MIGRATION: letter version 2");
  expect(out).toContain("give it migrate: { from: 1 }, or keep the old version beside it");
  expect(out).toMatch(/^4 runs could not go on\./m);
  expect(code).toBe(1);
  const json = await check("broken", database.url, "--json");
  expect(json.code).toBe(1);
  expect(JSON.parse(json.out)).toMatchObject({
    stranded: 4,
    groups: [
      { workflow: "letter", version: V1, step: "review", status: "waiting", count: 3, fate: { kind: "stranded" } },
      { step: "votes", count: 1, examples: [ids[3]] },
    ],
  });
});

it("does not guess about a database of another release", async () => {
  const old = await createOldDatabase("20261121110000_branches");
  try {
    const { code, err } = await check("same", old.url);
    expect(err).toMatch(/lacks migrations of this release \(.*_versions.*\)\. Check against a copy that has them\.$/m);
    expect(code).toBe(2);
  } finally {
    await old.drop();
  }
});
