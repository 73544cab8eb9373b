import { afterEach, beforeEach, expect, expectTypeOf, it } from "vitest";
import type { Json } from "@/lib/views/views";
import { text, workflow } from "@/lib/workflow";
import { type Fault, type FaultServer, startFaultServer } from "../../support/fault-server";
import { startHoldpoint, type TestHoldpoint } from "../../support/holdpoint";
import { createTestDatabase, type TestDatabase } from "../../support/postgres";

const schema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  type: "object",
  properties: {
    topic: { enum: ["bill", "fault"] },
    urgency: { type: "integer", minimum: 1, maximum: 5 },
    ticket: { type: "string", pattern: "^[A-Z]+-[0-9]+$" },
  },
  required: ["topic", "urgency"],
  additionalProperties: false,
};

const triage = workflow("triage", { title: "Triage", input: { mail: text({ label: "Mail", required: true }) } })
  .prompt("sort", {
    assistant: "writer",
    schema,
    messages: ({ input }) => [{ role: "user", content: input.mail }],
    retry: { attempts: 2, backoffMs: 1 },
  })
  .prompt("reply", {
    assistant: "writer",
    messages: ({ outputs }) => {
      expectTypeOf(outputs.sort).toEqualTypeOf<Json>();
      return [{ role: "user", content: JSON.stringify(outputs.sort) }];
    },
  })
  .end("done", {
    output: ({ outputs }) => {
      expectTypeOf(outputs.reply).toEqualTypeOf<string>();
      return outputs.sort;
    },
  })
  .build();

const plain = workflow("plain", { title: "Plain", input: {} })
  .prompt("sort", {
    assistant: "writer",
    schema: { ...schema, properties: { topic: schema.properties.topic, urgency: schema.properties.urgency } },
    messages: () => [{ role: "user", content: "My clock stopped" }],
  })
  .end("done", { output: ({ outputs }) => outputs.sort })
  .build();

const broken = workflow("broken", { title: "Broken", input: {} })
  .prompt("sort", { assistant: "writer", schema: { type: "nonsense" }, messages: () => [] })
  .end("done", { output: () => null })
  .build();

let database: TestDatabase;
let model: FaultServer;
let holdpoint: TestHoldpoint;

beforeEach(async () => {
  database = await createTestDatabase();
});

afterEach(async () => {
  await holdpoint.stop();
  await model?.close();
  await database.drop();
});

const answers = (...texts: string[]): Fault[] => texts.map((said) => ({ kind: "ok", text: said }));
const GOOD = '{"topic":"fault","urgency":4,"ticket":"AB-12"}';

async function run(faults: Fault[] | null, workflowName = "triage") {
  if (faults) model = await startFaultServer(faults);
  const workflows = [triage, plain, broken];
  holdpoint = await startHoldpoint({ databaseUrl: database.url, workflows, ...(faults && { model }) });
  const input: Json = workflowName === "triage" ? { mail: "My clock stopped" } : {};
  const { id } = await holdpoint.operations.startRun(holdpoint.ana, { workflow: workflowName, input });
  const view = await holdpoint.operations.waitForRun(holdpoint.ana, id, { timeoutMs: 20_000 });
  const steps = await holdpoint.operations.listSteps(holdpoint.ana, id, { limit: 10 });
  return { view, sort: steps.data[0] };
}

it("sends the schema along and keeps JSON", async () => {
  const { view } = await run(answers(GOOD));
  expect(view).toMatchObject({ status: "completed", output: { topic: "fault", urgency: 4, ticket: "AB-12" } });
  expect(model.requests[0]?.body.response_format).toMatchObject({ type: "json_schema", json_schema: { name: "sort" } });
});

it("finds the JSON in a model's chatter", async () => {
  const { view } = await run(answers(`Sure!\n\`\`\`json\n${GOOD}\n\`\`\``));
  expect(view.output).toMatchObject({ topic: "fault" });
  expect(model.requests).toHaveLength(2);
});

it("shows the model once what does not fit, and adds the tokens of both calls", async () => {
  const once = await run(answers(GOOD));
  await holdpoint.stop();
  await model.close();
  const twice = await run(answers('{"topic":"fault","urgency":9,"ticket":"12"}', GOOD));
  expect(twice.view).toMatchObject({ status: "completed", output: { urgency: 4 } });
  const messages = model.requests[1]?.body.messages as { role: string; content: string }[];
  expect(messages.at(-2)).toMatchObject({ role: "assistant" });
  expect(messages.at(-1)?.content).toMatch(/urgency must be <= 5.*ticket must match pattern/);
  expect(model.requests.map(({ headers }) => headers["idempotency-key"]).slice(0, 2)).toEqual([
    `${twice.view.id}:1`,
    `${twice.view.id}:1:repair`,
  ]);
  expect(twice.sort?.tokens?.in).toBe(2 * (once.sort?.tokens?.in ?? 0));
});

it.each([
  [
    "W12: for a number that would be rounded",
    '{"topic":"fault","urgency":4.0000000000000000001}',
    '4.0000000000000000001 at "urgency" has more digits than a number keeps',
  ],
  ["about a key that stands twice", '{"topic":"fault","urgency":4,"urgency":5}', '"urgency" is given twice'],
])("asks the model again %s", async (_, answer, problem) => {
  const { view } = await run(answers(answer, GOOD));
  expect(view).toMatchObject({ status: "completed", output: { urgency: 4 } });
  const messages = model.requests[1]?.body.messages as { content: string }[];
  expect(messages.at(-1)?.content).toContain(problem);
});

it("fails clearly when the second answer does not fit either", async () => {
  const { view } = await run(answers('{"topic":"weather","urgency":1}', "I would rather not."));
  expect(view).toMatchObject({
    status: "failed",
    error: { code: "bad_structured_output", message: expect.stringContaining("it is not JSON"), step: "sort" },
  });
  expect(model.requests).toHaveLength(2);
});

it("says so when the schema is none", async () => {
  const { view } = await run(answers(), "broken");
  expect(view).toMatchObject({ status: "failed", error: { code: "bad_schema" } });
  expect(model.requests).toHaveLength(0);
});

it("works with the practice model", async () => {
  const { view } = await run(null, "plain");
  expect(view).toMatchObject({ status: "completed", output: { topic: expect.stringMatching(/bill|fault/) } });
});
