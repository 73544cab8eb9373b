import { expect, it } from "vitest";
import { testRun } from "@/lib/testing";
import weeklyReport from "@/workflows/weekly-report";

const input = { teams: ["Design", "Sales", "Support"] };

it("asks every team, leaves out who is silent for a day, and is released by a person", async () => {
  const asked: string[] = [];
  const editor = (messages: { content: string }[]) => {
    asked.push(messages.at(-1)?.content ?? "");
    return `Report ${asked.length}`;
  };
  const run = await (await testRun(weeklyReport, { input, models: { editor } })).until("news");
  const late = run.formOf("Sales: what happened this week?");
  await run.branch("news", 1).decide("send", { mood: "well", news: "A new logo" });
  await run.branch("news", 3).decide("send", { mood: "mixed", news: "Many calls" });
  await run.clock.advance({ hours: 23 });
  expect(run.forms.map(({ title }) => title)).toEqual(["Sales: what happened this week?"]);
  await run.clock.advance({ hours: 1 });
  await run.until("release");
  expect(asked[0]).toContain("- Design (it went well): A new logo\n- Support (it went mixed): Many calls");
  await expect(late.decide("send", { mood: "well", news: "Too late" })).rejects.toMatchObject({
    code: "review_closed",
  });
  await run.decide("update", { comment: "Shorter" });
  await run.decide("release");
  expect(run.output).toEqual({ report: "Report 2", teams: ["Design", "Sales", "Support"] });
});

it("has nothing to report when nobody answers", async () => {
  const run = await (await testRun(weeklyReport, { input })).until("news");
  await run.clock.advance({ days: 1 });
  expect(run).toMatchObject({ status: "completed", output: { report: null, teams: [] } });
});
