import { expect, it } from "vitest";
import { failing, testRun } from "@/lib/testing";
import orchestrate from "@/workflows/orchestrate";

const task = (name: string, more: object = {}) => ({
  task: name,
  capabilities: [name],
  intent: "do",
  after: [],
  ...more,
});
const plan = (tasks: object[], question = "") => JSON.stringify({ tasks, question });

it("asks, then goes on with the answer, also through the death of the process and a redeploy", async () => {
  const run = await testRun(orchestrate, {
    input: { prompt: "Help me with the numbers" },
    models: { planner: [plan([task("Analyze data")], "Which data?")] },
    found: { search: [["Data analysis"]] },
    agents: { "Data analysis": ({ text }) => `I was told: ${text}` },
  });
  run.crash({ before: "parse_prompt" });
  await run.until("wait_for_user_input");
  expect(run.form).toMatchObject({ title: "Which data?" });
  await run.redeploy(orchestrate);
  await run.form.decide("continue", { answer: "Sales of March" });
  await run.untilEnd();
  expect(run.output).toEqual({
    final_response:
      "I was told: Analyze data\n\nSales of March\n\n(This answers: Which data?)\n\n*By the agent Data analysis.*",
    task_agent_pairs: [{ task: "Analyze data", agent: { id: "Data analysis", name: "Data analysis" }, score: 1 }],
  });
});

it("an agent may ask, too, and the others go on meanwhile", async () => {
  const run = await testRun(orchestrate, {
    input: { prompt: "Two things" },
    models: { planner: [plan([task("Book"), task("Write")])] },
    found: { search: ({ query }) => [query === "Book" ? "Booker" : "Writer"] },
    agents: { Booker: [{ ask: "Which day?" }, "Booked for Monday."], Writer: ["Written."] },
  });
  await run.until("execute_batch");
  await run.branch("execute_batch", 1).answer("Monday");
  await run.untilEnd();
  expect(run.output?.final_response).toBe(
    "## Book\n\nBooked for Monday.\n\n*By the agent Booker.*\n\n## Write\n\nWritten.\n\n*By the agent Writer.*",
  );
});

it("an agent that fails, and a task that nobody is there for, leave the rest of the answer whole", async () => {
  const run = await testRun(orchestrate, {
    input: { prompt: "Three things" },
    models: {
      planner: [plan([task("Sing"), task("Dance", { after: [0, 7, 1] }), task("Find a juggler", { intent: "find" })])],
      editor: ["I can only write about dancing."],
    },
    found: { search: ({ query }) => (query === "Sing" ? ["Singer"] : []) },
    agents: { Singer: [failing("The singer is away.", { retryable: false })] },
  });
  await run.untilEnd();
  expect(run.output?.final_response).toContain("## Sing\n\nThis could not be done");
  expect(run.output?.final_response).toContain("## Dance\n\nNo agent in the directory fits this.\n\nI can only write");
  expect(run.output?.final_response).toContain("## Find a juggler\n\nNo agent in the directory fits this. Add one");
});
