import { afterEach, beforeEach, expect, it } from "vitest";
import type { Json } from "@/lib/views/views";
import { text, workflow } from "@/lib/workflow";
import { startHoldpoint, type TestHoldpoint } from "../../support/holdpoint";
import { createTestDatabase, type TestDatabase, withClient } from "../../support/postgres";
import { addTenant } from "../../support/rest";

const flow = (name: string) =>
  workflow(name, { title: name, input: { note: text({ label: "Note", required: true }) } })
    .form("ask", { fields: {}, actions: { go: { label: "Go" } } })
    .end("done", { output: ({ input }) => input.note })
    .build();
const workflows = [flow("order"), flow("letter"), { ...flow("diary"), visibility: "participants" as const }];

let database: TestDatabase;
let running: TestHoldpoint[];

beforeEach(async () => {
  database = await createTestDatabase();
  running = [];
  for (let count = 0; count < 2; count++) running.push(await startHoldpoint({ databaseUrl: database.url, workflows }));
});

afterEach(async () => {
  await Promise.all(running.map((holdpoint) => holdpoint.stop()));
  await database.drop();
});

const both = () => running as [TestHoldpoint, TestHoldpoint];
const request = { workflow: "order", input: { note: "First" }, dedupeKey: "4711" };

it("fifty starts under one key, at once in two processes, are one run that one of them created", async () => {
  const started = await Promise.all(
    Array.from({ length: 50 }, (_, index) => {
      const holdpoint = both()[index % 2] as TestHoldpoint;
      return holdpoint.operations.startRunOnce(index % 3 === 0 ? holdpoint.ana : holdpoint.dana, request);
    }),
  );
  expect(new Set(started.map(({ run }) => run.id)).size).toBe(1);
  expect(started.filter(({ created }) => created)).toHaveLength(1);
  const { rows } = await withClient(database.url, (client) => client.query("select status, event_seq from runs"));
  expect(rows).toHaveLength(1);
});

it("T9: a key for what only participants see is its person's: nobody finds the run of another, or is in their way", async () => {
  const [one] = both();
  const entry = { ...request, workflow: "diary" };
  const [ana, ben] = [
    await one.operations.startRunOnce(one.ana, entry),
    await one.operations.startRunOnce(one.ben, entry),
  ];
  expect([ana.created, ben.created]).toEqual([true, true]);
  expect(ana.run.id).not.toBe(ben.run.id);
  expect((await one.operations.startRunOnce(one.ana, entry)).run.id).toBe(ana.run.id);
});

it("the first input counts, also when the later one would not fit", async () => {
  const [one, other] = both();
  const { run } = await one.operations.startRunOnce(one.ana, request);
  for (const input of [{ note: "Second" }, { size: 1 }] as Json[]) {
    const again = await other.operations.startRunOnce(other.ben, { ...request, input });
    expect(again).toMatchObject({
      created: false,
      run: { id: run.id, input: { note: "First" }, startedBy: { name: "Ana" } },
    });
  }
});

it("answers with the run as it is now, also after it has ended", async () => {
  const [one] = both();
  const { run } = await one.operations.startRunOnce(one.ana, request);
  await one.operations.decideReview(one.ana, run.reviews[0]?.id ?? "", { action: "go", values: {} });
  expect(await one.operations.startRunOnce(one.ana, request)).toMatchObject({
    created: false,
    run: { id: run.id, status: "completed", output: "First" },
  });
});

it("a key belongs to one workflow of one workspace, and a refused start does not use it up", async () => {
  const [one] = both();
  await expect(one.operations.startRunOnce(one.ana, { ...request, input: {} })).rejects.toMatchObject({
    code: "invalid",
  });
  const { workspaceId, userId } = await addTenant(database.url);
  const olga = { ...one.dana, workspaceId, userId };
  const starts = [
    await one.operations.startRunOnce(one.ana, request),
    await one.operations.startRunOnce(one.ana, { ...request, workflow: "letter" }),
    await one.operations.startRunOnce(one.ana, { ...request, dedupeKey: "4712" }),
    await one.operations.startRunOnce(olga, request),
  ];
  expect(starts.map(({ created }) => created)).toEqual([true, true, true, true]);
  expect(new Set(starts.map(({ run }) => run.id)).size).toBe(4);
});
