import { afterAll, beforeAll, expect, test } from "vitest";
import { compile } from "@/lib/engine/definition/compile";
import type { RunView } from "@/lib/views/views";
import { text, workflow } from "@/lib/workflow";
import type { StoredPrograms } from "@/lib/workflow/programs";
import { startHoldpoint, type TestHoldpoint } from "../../support/holdpoint";
import { createTestDatabase, type TestDatabase } from "../../support/postgres";

/** What one workspace keeps: drawn workflows as data, as another part of the product will bring them. */
class Kept implements StoredPrograms {
  readonly loads: string[] = [];
  readonly versions: { workspaceId: string; name: string; number: number; question: string }[] = [];

  async current(workspaceId: string) {
    const own = this.versions.filter((one) => one.workspaceId === workspaceId);
    const newest = new Map(
      own.map(({ name, number }) => [name, { workflow: name, version: `${number}s-0000000${number}` }]),
    );
    return [...newest.values()];
  }

  async load(ref: { workspaceId: string; workflow: string; version: string }) {
    this.loads.push(`${ref.workflow} ${ref.version}`);
    const found = this.versions.find(
      ({ workspaceId, name, number }) =>
        workspaceId === ref.workspaceId && name === ref.workflow && ref.version === `${number}s-0000000${number}`,
    );
    return found ? compile(drawn(found.name, found.question), ref.version) : null;
  }
}

const part = workflow("part", { title: "Part", input: {} })
  .end("done", { output: () => "the part" })
  .build();

const drawn = (name: string, question: string) =>
  workflow(name, { title: `Drawn ${name}`, input: {} })
    .set("begin", { value: () => 1 })
    .workflow("inner", { run: part, input: () => ({}) })
    .form("ask", { fields: { note: text({ label: question }) }, actions: { go: { label: "Go" } } })
    .end("done", { output: ({ outputs }) => `${outputs.inner}: ${outputs.ask.values.note}` })
    .build();

const code = workflow("code", { title: "Code", input: {} })
  .end("done", { output: () => "code" })
  .build();

let database: TestDatabase;
let kept: Kept;
let one: TestHoldpoint;
let two: TestHoldpoint;

beforeAll(async () => {
  database = await createTestDatabase();
  kept = new Kept();
  const options = { databaseUrl: database.url, workflows: [code], stored: kept };
  one = await startHoldpoint(options);
  two = await startHoldpoint(options);
});

afterAll(async () => {
  await one?.stop();
  await two?.stop();
  await database?.drop();
});

const waits = ({ reviews }: RunView) => reviews.length > 0;

async function until(
  { operations, ana }: TestHoldpoint,
  id: string,
  fits: (run: RunView) => boolean,
): Promise<RunView> {
  for (;;) {
    const run = await operations.getRun(ana, id);
    if (fits(run)) return run;
    await operations.waitForRun(ana, id, { timeoutMs: 200 });
  }
}

test("a workflow that a workspace keeps is run by every process, without one having announced it", async () => {
  const { operations, ana } = one;
  await expect(operations.startRun(ana, { workflow: "drawn", input: {} })).rejects.toThrow(
    'There is no workflow "drawn"',
  );
  kept.versions.push({ workspaceId: ana.workspaceId, name: "drawn", number: 1, question: "Which?" });
  expect((await operations.listWorkflows(ana)).map(({ name }) => name)).toEqual(["code", "drawn"]);

  const { id } = await operations.startRun(ana, { workflow: "drawn", input: {} });
  const waiting = await until(one, id, waits);
  expect(waiting).toMatchObject({ version: "1s-00000001", step: { name: "ask" }, reviews: [{ status: "open" }] });
  expect(waiting.blocked).toBeNull();

  // A newer version comes; what is under way stays with its own.
  kept.versions.push({ workspaceId: ana.workspaceId, name: "drawn", number: 2, question: "Which one?" });
  const next = await until(two, (await two.operations.startRun(ana, { workflow: "drawn", input: {} })).id, waits);
  expect([next.version, next.reviews[0]?.form.fields[0]?.label]).toEqual(["2s-00000002", "Which one?"]);
  const [review] = waiting.reviews;
  await two.operations.decideReview(two.ben, review?.id ?? "", { action: "go", values: { note: "This" } });
  expect(await until(two, id, ({ status }) => status === "completed")).toMatchObject({ output: "the part: This" });
  expect((await two.operations.getRunWorkflow(ana, id)).title).toBe("Drawn drawn");
  // Each process has loaded each version once.
  expect(kept.loads.filter((load) => load === "drawn 1s-00000001").length).toBeLessThanOrEqual(2);
});

test("it is nobody else's, and a workspace can't take the name of an installed one", async () => {
  const { operations, ana } = one;
  const elsewhere = { ...ana, workspaceId: "01999999-0000-7000-8000-00000000ffff" };
  kept.versions.push({ workspaceId: elsewhere.workspaceId, name: "theirs", number: 1, question: "?" });
  kept.versions.push({ workspaceId: ana.workspaceId, name: "code", number: 9, question: "?" });
  expect((await operations.listWorkflows(ana)).map(({ name }) => name)).toEqual(["code", "drawn"]);
  await expect(operations.startRun(ana, { workflow: "theirs", input: {} })).rejects.toThrow(
    'There is no workflow "theirs"',
  );
  const run = await operations.startRun(ana, { workflow: "code", input: {} });
  expect(await until(one, run.id, ({ status }) => status === "completed")).toMatchObject({ output: "code" });
});
