import { afterAll, beforeAll, expect, test } from "vitest";
import type { Json, RunView } from "@/lib/views/views";
import { startHoldpoint, type TestHoldpoint } from "../../support/holdpoint";
import { createTestDatabase, type TestDatabase } from "../../support/postgres";

let database: TestDatabase;
let holdpoint: TestHoldpoint;

const start = () => startHoldpoint({ databaseUrl: database.url, env: { HOLDPOINT_RATE_LIMIT: "0" } });

beforeAll(async () => {
  database = await createTestDatabase();
  holdpoint = await start();
});

afterAll(async () => {
  await holdpoint?.stop();
  await database?.drop();
});

interface Output {
  final_response: string;
  task_agent_pairs: { task: string; agent: { id: string; name: string }; score: number }[];
}

const settled = ({ id }: RunView) => holdpoint.operations.waitForRun(holdpoint.ana, id, { timeoutMs: 30_000 });
const say = async (prompt: string, threadId?: string, maxResults?: number) =>
  settled((await holdpoint.operations.startTurn(holdpoint.ana, { prompt, threadId, maxResults })).run);
const outputOf = ({ status, output, error }: RunView) => {
  expect([status, error]).toEqual(["completed", null]);
  return output as unknown as Output;
};

test("who looks for an agent is told which fit, and why", async () => {
  const output = outputOf(await say("Find me a weather agent"));
  expect(output.task_agent_pairs[0]).toMatchObject({
    task: "Find me a weather agent",
    agent: { id: expect.stringMatching(/^[0-9a-f-]{36}$/), name: "Weather" },
    score: expect.any(Number),
  });
  for (const { score } of output.task_agent_pairs) expect(score > 0 && score <= 1).toBe(true);
  expect(output.final_response).toMatch(/\*\*Weather\*\* \(\d+ %\): /);
});

test("at most so many agents as are asked for", async () => {
  const output = outputOf(await say("Find me a writing and data analysis and translation agent", "few", 1));
  expect(output.task_agent_pairs).toHaveLength(1);
});

test("who needs guidance is asked which data, by themselves only, and gets an answer after a restart", async () => {
  const waiting = await say("Help me analyze data but I need guidance", "guidance");
  expect(waiting.reviews).toMatchObject([
    {
      title: expect.stringMatching(/^Which data do you want to analyze/),
      step: { name: "wait_for_user_input" },
      assignee: { kind: "person", id: holdpoint.ana.userId },
    },
  ]);
  await holdpoint.stop();
  holdpoint = await start();
  const review = waiting.reviews[0]?.id ?? "";
  await expect(holdpoint.operations.answerReview(holdpoint.ben, review, "Mine")).rejects.toThrow("no such review");
  const answered = await holdpoint.operations.answerReview(holdpoint.ana, review, "I want to analyze sales data");
  const run = await settled(answered);
  const output = outputOf(run);
  expect(output.task_agent_pairs[0]).toMatchObject({ agent: { name: "Data analysis" } });
  expect(output.final_response.length).toBeGreaterThan(20);
  const [batch] = (await holdpoint.operations.listBranches(holdpoint.ana, run.id, { limit: 50 })).data.slice(-1);
  const child = await holdpoint.operations.getRun(holdpoint.ana, batch?.runId ?? "");
  expect(child.input).toMatchObject({ message: expect.stringContaining("I want to analyze sales data") });
});

test("tasks that need each other are done in turn, the others side by side, and each result is in the answer", async () => {
  const run = await say(
    "Research electric bicycles, then write an article about them; translate this letter into French",
  );
  const { final_response } = outputOf(run);
  expect(final_response.match(/^## .*$/gm)).toEqual([
    "## Research electric bicycles",
    "## Write an article about them",
    "## Translate this letter into French",
  ]);
  expect(final_response.match(/By the agent [^.]*/g)).toEqual([
    "By the agent Research",
    "By the agent Writing",
    "By the agent Translation",
  ]);
  const { data } = await holdpoint.operations.listSteps(holdpoint.ana, run.id, { limit: 200 });
  const batches = data.filter(({ step }) => step.name === "execute_batch");
  expect(batches.map(({ output }) => (output as Json[]).length)).toEqual([2, 1]);
});

test("a turn sees the earlier ones, and the steps are those of the plan", async () => {
  await say("Find me a weather agent", "two turns");
  const second = await say("Find me a travel planning agent", "two turns");
  expect(second.input).toMatchObject({
    history: [{ prompt: "Find me a weather agent", response: expect.stringContaining("**Weather**") }],
  });
  const { data } = await holdpoint.operations.listTurns(holdpoint.ana, "two turns", { limit: 10 });
  expect(data.map(({ number, run }) => [number, run.status])).toEqual([
    [2, "completed"],
    [1, "completed"],
  ]);
  const steps = await holdpoint.operations.listSteps(holdpoint.ana, second.id, { limit: 50 });
  expect(steps.data.map(({ step }) => step.name)).toEqual([
    "parse_prompt",
    "match_capabilities",
    "agent_directory_search",
    "rank_agents",
    "plan_execution",
    "ready",
    "aggregate_responses",
    "answered",
  ]);
});
