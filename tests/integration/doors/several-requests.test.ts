import { afterAll, beforeAll, expect, test } from "vitest";
import { setHoldpoint } from "@/lib/app";
import { resumeProcess, startProcess } from "@/lib/protocols/process/process";
import { provideInput, startWorkflow, workflowStatus } from "@/lib/protocols/start-workflow/start-workflow";
import type { Json } from "@/lib/views/views";
import { radio, text, workflow } from "@/lib/workflow";
import { startHoldpoint, type TestHoldpoint } from "../../support/holdpoint";
import { createTestDatabase, type TestDatabase } from "../../support/postgres";

const votes = workflow("votes", { title: "Votes", input: {} })
  .forms("votes", {
    each: () => [{ key: "legal" }, { key: "press" }],
    reviewTitle: "Publish?",
    fields: { reason: text({ label: "Reason" }) },
    actions: { yes: { label: "Yes" }, no: { label: "No", requires: ["reason"] } },
  })
  .end("done", {
    output: ({ outputs }) =>
      Object.values(outputs.votes)
        .map(({ action }) => action)
        .sort(),
  })
  .build();

const side = workflow("side", { title: "Side", input: {} })
  .form("choice", {
    fields: { colour: radio({ label: "Colour", options: ["red", "blue"], required: true }) },
    actions: { send: { label: "Send" } },
  })
  .end("done", { output: ({ outputs }) => outputs.choice.values.colour })
  .build();

const both = workflow("both", { title: "Both", input: {} })
  .parallel("sides", { branches: { a: { run: side, input: () => ({}) }, b: { run: side, input: () => ({}) } } })
  .end("done", { output: ({ outputs }) => [outputs.sides.a, outputs.sides.b].sort() })
  .build();

let database: TestDatabase;
let holdpoint: TestHoldpoint;

beforeAll(async () => {
  database = await createTestDatabase();
  holdpoint = await startHoldpoint({ databaseUrl: database.url, workflows: [votes, side, both] });
  setHoldpoint(holdpoint);
});

afterAll(async () => {
  await holdpoint?.stop();
  await database?.drop();
});

const call = <Body>(body: Body) => ({ principal: holdpoint.ben, params: {}, body, headers: new Headers() });
const settle = (runId: string) => holdpoint.operations.waitForRun(holdpoint.ben, runId, { timeoutMs: 20_000 });

async function start(name: string): Promise<string> {
  const { body } = await startWorkflow(call({ workflow: name, input: {} }));
  const { run_id } = JSON.parse(body) as { run_id: string };
  await settle(run_id);
  return run_id;
}

async function requests(run_id: string) {
  const query = { run_id };
  const said = await workflowStatus({ ...call(undefined), query } as unknown as Parameters<typeof workflowStatus>[0]);
  return said.status === "waiting_for_input" ? said.requests : [said];
}

const provide = (run_id: string, answer: { request_id?: string; value?: Json; inputs?: Record<string, Json> }) =>
  provideInput(call({ run_id, ...answer }));

test("/workflow-status lists them all, and an answer has to say which", async () => {
  const id = await start("votes");
  const common = { prompt: "Publish?", options: ["yes", "no"], input_type: "text" };
  expect(await requests(id)).toEqual([
    { request_id: "legal", ...common },
    { request_id: "press", ...common },
  ]);
  await expect(provide(id, { value: "yes" })).rejects.toMatchObject({
    code: "run_conflict",
    message: "Several requests wait. Say which one you answer: legal, press.",
  });
  await provide(id, { request_id: "press", value: "Too early" });
  await provide(id, { value: "yes" });
  expect(await settle(id)).toMatchObject({ status: "completed", output: ["no", "yes"] });
});

test("of several answers at once none counts when one does not fit", async () => {
  const id = await start("votes");
  await expect(provide(id, { inputs: { legal: "yes", press: { action: "no" } } })).rejects.toMatchObject({
    code: "invalid",
    message: 'press: Please fill in "Reason".',
  });
  expect(await requests(id)).toHaveLength(2);
  await provide(id, { inputs: { legal: "yes", press: "yes" } });
  expect(await settle(id)).toMatchObject({ status: "completed" });
});

test("branches that share a key have names of their own, which never come to mean the other", async () => {
  const id = await start("both");
  // One may wait a moment before the other.
  await expect.poll(() => requests(id), { timeout: 10_000 }).toHaveLength(2);
  const [first, second] = (await requests(id)) as { request_id: string; options: string[]; input_type: string }[];
  if (!first || !second) throw new Error("Two should wait.");
  expect([first.request_id, second.request_id]).toEqual([
    expect.stringMatching(/^choice:[0-9a-f]{12}$/),
    expect.stringMatching(/^choice:[0-9a-f]{12}$/),
  ]);
  expect(first).toMatchObject({ options: ["red", "blue"], input_type: "radio" });
  await expect(provide(id, { request_id: "choice", value: "red" })).rejects.toMatchObject({
    message: expect.stringMatching(/^Several requests wait/),
  });
  await provide(id, { request_id: second.request_id, value: "RED" });
  await expect(provide(id, { request_id: second.request_id, value: "blue" })).rejects.toMatchObject({
    code: "review_decided",
  });
  await provide(id, { request_id: first.request_id, value: "blue" });
  expect(await settle(id)).toMatchObject({ status: "completed", output: ["blue", "red"] });
});

test("/process shows the first that is open, and then the next", async () => {
  const shown = await startProcess(call({ workflow: "both", input: {} }));
  const { execution_id, ...paused } = JSON.parse(shown.body) as { execution_id: string };
  const form = { title: "choice", fields: [{ name: "colour", label: "Colour (red, blue)", type: "radio" }] };
  expect(paused).toEqual({ paused: true, form, response: null });
  const next = await resumeProcess(call({ execution_id, data: { colour: "red" } }));
  expect(JSON.parse(next.body)).toEqual({ execution_id, ...paused });
  const end = await resumeProcess(call({ execution_id, data: "blue" }));
  expect(JSON.parse(end.body)).toEqual({ paused: false, response: ["blue", "red"] });
});
