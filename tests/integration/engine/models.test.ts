import { afterAll, beforeAll, expect, it } from "vitest";
import { textarea, workflow } from "@/lib/workflow";
import { startHoldpoint, type TestHoldpoint } from "../../support/holdpoint";
import { createTestDatabase, type TestDatabase } from "../../support/postgres";

const write = workflow("write", { title: "Write", input: {} })
  .prompt("draft", {
    assistant: "writer",
    draft: true,
    messages: () => [{ role: "user", content: "Write a story about a fox" }],
  })
  .end("done", { output: ({ draft }) => draft?.content ?? "" })
  .build();

const judge = workflow("judge", { title: "Judge", input: { texts: textarea({ label: "Texts" }) } })
  .form("choose", {
    reviewTitle: "Choose",
    fields: { text: textarea({ label: "Text" }) },
    actions: { ok: { label: "OK" } },
  })
  .end("done", { output: ({ outputs }) => outputs.choose.values.text ?? "" })
  .build();

const contest = workflow("contest", { title: "Contest", input: {} })
  .parallel("writers", { branches: { one: { run: write, input: () => ({}) }, two: { run: write, input: () => ({}) } } })
  .workflow("judging", { run: judge, input: ({ outputs }) => ({ texts: JSON.stringify(outputs.writers) }) })
  .end("done", { output: ({ outputs }) => outputs.judging })
  .build();

let database: TestDatabase;
let holdpoint: TestHoldpoint;

beforeAll(async () => {
  database = await createTestDatabase();
  holdpoint = await startHoldpoint({ databaseUrl: database.url, workflows: [contest] });
});

afterAll(async () => {
  await holdpoint.stop();
  await database.drop();
});

it("a run says which models wrote in it, in its branches and for it, and a draft which wrote it", async () => {
  const { operations, ana } = holdpoint;
  const started = await operations.startRun(ana, { workflow: "contest", input: {} });
  expect(started.models).toEqual([]);
  const asking = await operations.waitForRun(ana, started.id, { timeoutMs: 20_000 });
  expect(asking).toMatchObject({ status: "waiting", models: ["practice-model"] });
  const judging = asking.reviews[0]?.runId ?? "";
  expect(await operations.waitForRun(ana, judging, { timeoutMs: 0 })).toMatchObject({ models: ["practice-model"] });

  const { data: runs } = await operations.listRuns(ana, { limit: 10 });
  expect(runs.map(({ models }) => models)).toEqual(Array(4).fill(["practice-model"]));
  const writer = runs.find(({ workflow: name }) => name.endsWith("writers/one"))?.id ?? "";
  const { data: drafts } = await operations.listDrafts(ana, writer, { limit: 10 });
  expect(drafts[0]?.by).toEqual({
    kind: "assistant",
    id: "writer",
    name: "writer, practice-model",
    model: "practice-model",
  });

  const { data: steps } = await operations.listSteps(ana, started.id, { limit: 10 });
  const fork = await operations.forkRun(ana, started.id, { seq: steps.at(-1)?.seq ?? 1 });
  expect(fork.models).toEqual(["practice-model"]);
});
