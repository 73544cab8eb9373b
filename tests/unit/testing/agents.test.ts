import { expect, test } from "vitest";
import { testRun } from "@/lib/testing";
import { text, workflow } from "@/lib/workflow";

const errand = workflow("errand", { title: "Errand", input: { task: text({ label: "Task", required: true }) } })
  .agents("search", { search: ({ input }) => ({ query: input.task, limit: 1 }) })
  .agent("ask", {
    agent: ({ outputs }) => outputs.search[0]?.agent.name ?? "nobody",
    message: ({ input }) => ({ text: input.task, data: { urgent: true } }),
  })
  .end("done", { output: ({ outputs }) => outputs.ask })
  .build();

const found = { search: [["A travel agent"]] };

test("an agent gets the message, and what it answers is the output", async () => {
  const asked: unknown[] = [];
  const run = await testRun(errand, {
    input: { task: "Plan a trip" },
    found,
    agents: {
      "A travel agent": (message) => {
        asked.push(message);
        return { text: "Two days in Rome.", data: { days: 2 } };
      },
    },
  });
  await run.untilEnd();
  expect(run.output).toMatchObject({ agent: { name: "A travel agent" }, text: "Two days in Rome.", data: { days: 2 } });
  expect(asked).toEqual([{ text: "Plan a trip", data: { urgent: true } }]);
});

test("what it asks, people are asked, as often as it asks; each answer goes back once, whoever dies when", async () => {
  const heard: string[] = [];
  const answers = [{ ask: "Where to?" }, { ask: "How many days?" }, "Booked."];
  const run = await testRun(errand, {
    input: { task: "Plan a trip" },
    found,
    agents: {
      "A travel agent": (message) => {
        heard.push(message.text);
        return answers[heard.length - 1] ?? "";
      },
    },
  });
  run.crash({ once: "task" });
  await run.until("ask");
  expect(run.form.view).toMatchObject({ title: "Where to?", key: "ask", description: "A travel agent asks." });
  run.crash({ after: "ask" });
  await run.answer("Rome");
  expect(run.form.view).toMatchObject({ title: "How many days?", key: "ask-2" });
  run.crash({ once: "sent:ask-2" });
  await run.answer("Two");
  await run.untilEnd();
  expect(run.output).toMatchObject({ text: "Booked." });
  expect(heard).toEqual(["Plan a trip", "Rome", "Two"]);
});

test("an agent that the test does not know is the test's mistake, and says how to mend it", async () => {
  const run = await testRun(errand, { input: { task: "x" }, found: { search: [[]] } });
  await expect(run.untilEnd()).rejects.toThrow('agents: { "nobody": ["..."] }');
});
