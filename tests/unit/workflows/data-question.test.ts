import { expect, it } from "vitest";
import { testRun } from "@/lib/testing";
import dataQuestion from "@/workflows/data-question";

const input = { question: "Which month was best?" };
const first = { group: "country", month: "March" };

it("asks twice in one step, then answers", async () => {
  const run = await (await testRun(dataQuestion, { input, models: { analyst: ["Austria leads."] } })).until("analyze");
  expect(run.form.fields[0]?.default).toBe("month");
  await run.form.decide("look", first);
  expect(run.form.fields[0]?.content).toContain("| Austria | 2640 € |");
  await run.form.decide("yes");
  expect(run.output).toMatchObject({ question: input.question, answer: "Austria leads." });
});

it("keeps what it looked up through deaths of the process and a redeploy between the questions", async () => {
  const run = await (await testRun(dataQuestion, { input })).until("analyze");
  run.crash({ once: "orders" });
  run.crash({ after: "analyze" });
  await run.form.decide("look", first);
  await run.redeploy(dataQuestion);
  await run.clock.advance({ days: 10 });
  run.crash({ before: "analyze" });
  await run.form.decide("no");
  await run.untilEnd();
  expect(run.output).toMatchObject({ answer: null, table: expect.stringContaining("Austria") });
});
