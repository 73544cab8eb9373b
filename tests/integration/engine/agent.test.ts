import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { Json } from "@/lib/views/views";
import { text, workflow } from "@/lib/workflow";
import { startHoldpoint, type TestHoldpoint } from "../../support/holdpoint";
import { createTestDatabase, type TestDatabase } from "../../support/postgres";
import { type Heard, type RemoteAgentServer, type Said, startRemoteAgent } from "../../support/remote-agent";

const errand = workflow("errand", {
  title: "Errand",
  input: { agent: text({ label: "Agent", required: true }), task: text({ label: "Task", required: true }) },
})
  .agent("ask", {
    agent: ({ input }) => input.agent,
    message: ({ input }) => input.task,
    retry: { attempts: 3, backoffMs: 10 },
    timeoutMs: 20_000,
  })
  .end("done", { output: ({ outputs }) => outputs.ask })
  .build();

const search = workflow("search", { title: "Search", input: { task: text({ label: "Task", required: true }) } })
  .agents("found", { search: ({ input }) => ({ query: input.task, limit: 2 }) })
  .end("done", { output: ({ outputs }) => outputs.found })
  .build();

let database: TestDatabase;
let remote: RemoteAgentServer;
let holdpoint: TestHoldpoint;
/** What the agent elsewhere says to each message. */
let answer: (heard: Heard) => Said | Promise<Said>;

const start = () =>
  startHoldpoint({
    databaseUrl: database.url,
    workflows: [errand, search],
    env: { HOLDPOINT_ALLOW_PRIVATE_ADDRESSES: remote.place },
  });

beforeAll(async () => {
  database = await createTestDatabase();
  remote = await startRemoteAgent((heard) => answer(heard));
  holdpoint = await start();
});

beforeEach(() => {
  remote.heard.length = 0;
});

afterAll(async () => {
  await holdpoint?.stop();
  await remote?.close();
  await database?.drop();
});

const waitFor = (id: string) => holdpoint.operations.waitForRun(holdpoint.ana, id, { timeoutMs: 30_000 });

async function run(agent: string, task = "What is the weather in Bergen?") {
  const { id } = await holdpoint.operations.startRun(holdpoint.ana, { workflow: "errand", input: { agent, task } });
  return waitFor(id);
}

const decide = (reviewId: string, action: string, values: Record<string, Json> = {}) =>
  holdpoint.operations.decideReview(holdpoint.ben, reviewId, { action, values });

it("a prompt agent of the directory answers as it is told, on the practice model", async () => {
  const done = await run("weather");
  expect(done).toMatchObject({ status: "completed", output: { agent: { name: "Weather" }, data: null } });
  expect((done.output as { text: string }).text.length).toBeGreaterThan(20);
  const { data } = await holdpoint.operations.listSteps(holdpoint.ana, done.id, { limit: 5 });
  expect(data[0]).toMatchObject({ kind: "agent", input: { agent: "Weather" }, model: "practice-model" });
});

it("the directory is searched from a workflow, in its own workspace", async () => {
  const input = { task: "Help me analyze data" };
  const { id } = await holdpoint.operations.startRun(holdpoint.ana, { workflow: "search", input });
  const [best] = (await waitFor(id)).output as { agent: object; score: number; reasons: string[] }[];
  expect(best).toMatchObject({ agent: { name: "Data analysis", kind: "prompt" } });
  expect(best?.reasons.join(" ")).toContain("analyze data");
  expect(Object.keys(best?.agent ?? {})).not.toContain("instructions");
});

it("who is not there, or disabled, is not asked", async () => {
  expect(await run("Nobody")).toMatchObject({ status: "failed", error: { code: "unknown_agent" } });
  const [weather] = await holdpoint.operations.searchAgents(holdpoint.ana, { query: "weather", limit: 1 });
  await holdpoint.operations.editAgent(holdpoint.dana, weather?.agent.id ?? "", { enabled: false });
  expect(await run(weather?.agent.id ?? "")).toMatchObject({ status: "failed", error: { code: "agent_disabled" } });
  await holdpoint.operations.editAgent(holdpoint.dana, weather?.agent.id ?? "", { enabled: true });
});

it("an agent elsewhere gets one message under the effect's key, and its artifacts are the output", async () => {
  answer = () => ({ state: "completed", artifact: { text: "Rain", data: { mm: 12 } } });
  const done = await run(remote.url);
  expect(done.output).toMatchObject({ text: "Rain", data: { mm: 12 }, agent: { name: remote.place } });
  expect(remote.heard).toMatchObject([{ messageId: `${done.id}:1`, text: "What is the weather in Bergen?" }]);
});

it("its questions are asked here, as often as it asks; answers go back to the same task, after a restart too", async () => {
  const says: Said[] = [
    { state: "input_required", text: "Which day?\u0000" },
    { state: "input_required", text: "Morning or evening?\n\nThe **forecast** differs." },
    { state: "completed", artifact: { text: "Rain" } },
  ];
  answer = () => says[remote.heard.length - 1] as Said;
  const asked = await run(remote.url);
  expect(asked.reviews[0]).toMatchObject({
    title: "Which day?\uFFFD",
    key: "ask",
    description: `${remote.place} asks.`,
  });
  await holdpoint.stop();
  holdpoint = await start();
  await decide(asked.reviews[0]?.id ?? "", "continue", { answer: "Sunday" });
  const again = await waitFor(asked.id);
  expect(again.reviews[0]).toMatchObject({ title: `${remote.place} asks`, key: "ask-2" });
  expect(again.reviews[0]?.description).toContain("The **forecast** differs.");
  await decide(again.reviews[0]?.id ?? "", "continue", { answer: "Evening" });
  expect(await waitFor(asked.id)).toMatchObject({ status: "completed", output: { text: "Rain" } });
  expect(remote.heard.map((heard) => heard.text)).toEqual(["What is the weather in Bergen?", "Sunday", "Evening"]);
  expect(new Set(remote.heard.map(({ taskId }) => taskId)).size).toBe(1);
  expect(remote.heard.map(({ messageId }) => messageId)).toEqual([
    `${asked.id}:1`,
    `${asked.id}:1:ask`,
    `${asked.id}:1:ask-2`,
  ]);
});

it("W2: messages and answers say one hop more than the run came through, and those of its fork do too", async () => {
  answer = () =>
    remote.heard.length % 2 === 1
      ? { state: "input_required", text: "Which day?" }
      : { state: "completed", artifact: { text: "Rain" } };
  const { operations, ana } = holdpoint;
  const answered = async (id: string) => {
    const { reviews } = await waitFor(id);
    await decide(reviews[0]?.id ?? "", "continue", { answer: "Sunday" });
    expect(await waitFor(id)).toMatchObject({ status: "completed" });
  };
  const input = { agent: remote.url, task: "Weather" };
  const { id } = await operations.startLoosely(ana, { workflow: "errand", input, door: "a2a", hops: 3 });
  await answered(id);
  const fork = await operations.forkRun(holdpoint.dana, id, { seq: 1 });
  expect(fork.startedBy).toMatchObject({ name: "Dana", hops: 3 });
  await answered(fork.id);
  expect(remote.heard.map(({ metadata }) => metadata)).toEqual(Array(4).fill({ "urn:holdpoint:a2a:hops:v1": 4 }));
  const { data } = await operations.listEvents(ana, id, { limit: 1 });
  expect(data[0]).toMatchObject({ type: "run.started", actor: { name: "Ana" }, data: { hops: 3 } });
  expect(data[0]?.actor).not.toHaveProperty("hops");
});

it("a question with a schema and buttons is a form with a draft, and the answer says its review and draft", async () => {
  const schema = {
    type: "object",
    properties: { comment: { type: "string", title: "Comment" }, words: { type: "integer", minimum: 10 } },
  };
  const actions = [
    { name: "update", label: "Update", requires: ["comment"] },
    { name: "accept", label: "Accept", requires: [] },
  ];
  const data = { reviewId: "r1", draftRevision: 2, title: "The story", draft: "# Once", schema, actions };
  answer = () =>
    remote.heard.length === 1
      ? { state: "input_required", text: "Read this.", data }
      : { state: "completed", artifact: { data: { ok: true } } };
  const [review] = (await run(remote.url)).reviews;
  expect(review?.title).toBe("The story");
  expect(review?.form.fields.map(({ name, type, content }) => [name, type, content])).toEqual([
    ["draft", "markdown", "# Once"],
    ["comment", "text", undefined],
    ["words", "number", undefined],
  ]);
  await expect(decide(review?.id ?? "", "update")).rejects.toMatchObject({ code: "invalid" });
  await decide(review?.id ?? "", "update", { comment: "Shorter", words: 20 });
  const done = await waitFor(review?.runId ?? "");
  expect(done.output).toMatchObject({ text: "", data: { ok: true } });
  expect(remote.heard[1]?.data).toEqual({
    reviewId: "r1",
    action: "update",
    values: { comment: "Shorter", words: 20 },
    draftRevision: 2,
  });
});

it("an answer that the agent refuses is asked for again, with why", async () => {
  answer = (heard) =>
    heard.text === "Sunday"
      ? { state: "completed", artifact: { text: "Rain" } }
      : { state: "input_required", text: "Which day?" };
  remote.refuses = (text) => (text === "Someday" ? "There is no such day." : null);
  const { id, reviews } = await run(remote.url);
  await decide(reviews[0]?.id ?? "", "continue", { answer: "Someday" });
  const again = (await waitFor(id)).reviews[0];
  expect(again).toMatchObject({ key: "ask-2", title: "Which day?" });
  expect(again?.description).toContain("There is no such day.");
  await decide(again?.id ?? "", "continue", { answer: "Sunday" });
  expect(await waitFor(id)).toMatchObject({ status: "completed", output: { text: "Rain" } });
});

it.each([
  ["failed", "agent_failed"],
  ["rejected", "agent_rejected"],
  ["canceled", "agent_canceled"],
  ["auth_required", "agent_auth_required"],
] as const)("a task that is %s fails the step with %s and the agent's words, once", async (state, code) => {
  answer = () => ({ state, text: "No rain today." });
  const failed = await run(remote.url);
  expect(failed).toMatchObject({
    status: "failed",
    error: { code, message: expect.stringContaining("No rain today.") },
  });
  expect(remote.heard).toHaveLength(1);
});

it("a failed run that is retried begins another task; one that was only cut off goes on with its own", async () => {
  answer = () =>
    remote.heard.length === 1 ? { state: "failed", text: "Busy." } : { state: "completed", text: "Rain" };
  const { id } = await run(remote.url);
  await holdpoint.operations.retryRun(holdpoint.ana, id);
  expect(await waitFor(id)).toMatchObject({ status: "completed", output: { text: "Rain" } });
  expect(new Set(remote.heard.map(({ taskId }) => taskId)).size).toBe(2);
});

it("when the agent has lost the task the run fails, and retried it begins another one", async () => {
  answer = (heard) =>
    heard.text === "Sunday"
      ? { state: "completed", artifact: { text: "Rain" } }
      : { state: "input_required", text: "Which day?" };
  const { id, reviews } = await run(remote.url);
  await remote.forget();
  await decide(reviews[0]?.id ?? "", "continue", { answer: "Sunday" });
  expect(await waitFor(id)).toMatchObject({ status: "failed", error: { code: "agent_task_lost" } });
  await holdpoint.operations.retryRun(holdpoint.ana, id);
  const again = (await waitFor(id)).reviews[0];
  await decide(again?.id ?? "", "continue", { answer: "Sunday" });
  expect(await waitFor(id)).toMatchObject({ status: "completed", output: { text: "Rain" } });
});

it("an agent that goes away while it works, and comes back, is asked on about the same task", async () => {
  let finish: (said: Said) => void = () => {};
  answer = () =>
    new Promise((resolve) => {
      finish = resolve;
    });
  let looked: () => void = () => {};
  const lookedAt = new Promise<void>((resolve) => {
    looked = resolve;
  });
  remote.onAnswer = (method) => {
    if (method === "GetTask") looked();
  };
  const input = { agent: remote.url, task: "Slowly" };
  const { id } = await holdpoint.operations.startRun(holdpoint.ana, { workflow: "errand", input });
  await lookedAt;
  await remote.close();
  await remote.open();
  finish({ state: "completed", artifact: { text: "Done" } });
  expect(await waitFor(id)).toMatchObject({ status: "completed", output: { text: "Done" } });
  expect(remote.heard).toHaveLength(1);
});

it("progress is shown while it works", async () => {
  let finish: (said: Said) => void = () => {};
  answer = () =>
    new Promise((resolve) => {
      finish = resolve;
    });
  const input = { agent: remote.url, task: "Slowly" };
  const { id } = await holdpoint.operations.startRun(holdpoint.ana, { workflow: "errand", input });
  const shown = await new Promise<string>((resolve) => {
    holdpoint.live.onText(id, ({ text: said }) => resolve(said));
  });
  expect(shown).toBe("On it");
  finish({ state: "completed", artifact: { text: "Done" } });
  expect((await waitFor(id)).status).toBe("completed");
});

it("canceling the run cancels the task elsewhere, also while it waits for an answer", async () => {
  answer = () => ({ state: "input_required", text: "Which day?" });
  const { id } = await run(remote.url);
  const told = new Promise<void>((resolve) => {
    remote.onAnswer = (method) => {
      if (method === "CancelTask") resolve();
    };
  });
  await holdpoint.operations.cancelRun(holdpoint.ana, id);
  await told;
  expect(remote.canceled).toEqual([remote.heard[0]?.taskId]);
});

it("what is no agent, or not public, fails with what to do", async () => {
  expect(await run("http://127.0.0.1:1/")).toMatchObject({ error: { code: "address_refused" } });
  const metadata = await run("http://169.254.169.254/latest/meta-data");
  expect(metadata).toMatchObject({ status: "failed", error: { code: "address_refused" } });
});
