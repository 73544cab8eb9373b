import { expect, it } from "vitest";
import { failing, testRun } from "@/lib/testing";
import race from "@/workflows/translation-race";

const input = { text: "The workshop is closed.", language: "German" };
const manner = (messages: { content: string }[]) => /as (\w+) as possible:/.exec(messages.at(-1)?.content ?? "")?.[1];

it("three translate, a model takes the best of each, a person has the last word", async () => {
  const translator = (messages: { content: string }[]) => manner(messages) ?? "The best of three";
  const run = await (await testRun(race, { input, models: { translator } })).until("versions");
  expect(run.form).toMatchObject({ title: "German: The workshop is closed.", draft: "The best of three" });
  expect(run.form.fields[0]?.content).toContain("### As brief as possible\n\nbrief");
  await run.form.decide("accept", { own: "Die Werkstatt ist zu." });
  expect(run.output).toEqual({ ...input, translation: "Die Werkstatt ist zu." });
});

it("does without a translator who fails, and without those who die", async () => {
  const away = failing("The model is away");
  const run = await testRun(race, {
    input,
    models: { translator: (messages) => (manner(messages) === "literal" ? away : (manner(messages) ?? "Merged")) },
  });
  run.crash({ before: "translate" });
  await run.until("versions");
  expect(run.form.fields[0]?.content).not.toContain("literal");
  const { form } = run;
  await Promise.all([form.decide("accept"), form.decide("accept")]);
  await run.untilEnd();
  expect(run.output).toEqual({ ...input, translation: "Merged" });
});

it("fails when every translator does, and says why", async () => {
  const translator = () => failing("No such model", { retryable: false });
  const run = await (await testRun(race, { input, models: { translator } })).untilEnd();
  expect(run.error).toMatchObject({ code: "branch_failed", message: "literal: No such model", step: "versions" });
});
