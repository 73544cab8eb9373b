import { expect, it } from "vitest";
import { failing, testRun } from "@/lib/testing";
import writeStory from "@/workflows/write-story";

const input = { prompt: "A clock" };

it("drafts, follows every comment, and ends with the accepted text", async () => {
  const asked: string[] = [];
  const run = await testRun(writeStory, {
    input,
    models: {
      writer: (messages) => {
        asked.push(messages.at(-1)?.content ?? "");
        return ["First", "Second", "Third", "The clock"][asked.length - 1] ?? "";
      },
    },
  });
  await run.until("review");
  expect(run.form).toMatchObject({ title: "A clock", draft: "First", actions: ["update", "accept"] });
  await run.as("Ada").decide("update", { comment: "Shorter" });
  await run.decide("update", { comment: "Call her Mira" });
  expect(run.draft).toBe("Third");
  expect(asked[2]).toContain("1. Shorter\n2. Call her Mira\n\nThe newest comment is number 2.");
  await run.decide("accept");
  expect(run.output).toEqual({ title: "The clock", text: "Third", rounds: 3 });
  expect(run.comments.map(({ by, text }) => `${by.name}: ${text}`)).toEqual(["Ada: Shorter", "Tester: Call her Mira"]);
});

it("waits for weeks, and asks again for what is missing", async () => {
  const run = await testRun(writeStory, { input, models: { writer: ["First", "Title"] } });
  await run.until("review");
  await run.clock.advance({ days: 30 });
  await expect(run.decide("update")).rejects.toMatchObject({
    code: "invalid",
    details: { errors: [{ field: "comment" }] },
  });
  expect(run.form.status).toBe("open");
  await run.decide("accept");
  await run.untilEnd();
  expect(run.output).toEqual({ title: "Title", text: "First", rounds: 1 });
});

it("counts a double click once, and tells a late reader who was first", async () => {
  const run = await testRun(writeStory, { input, models: { writer: ["First", "Title"] } });
  await run.until("review");
  const { form } = run;
  const late = run.as("Ada").form;
  await Promise.all([form.decide("accept"), form.decide("accept")]);
  await form.decide("accept");
  await expect(late.decide("update", { comment: "Wait" })).rejects.toMatchObject({
    code: "review_decided",
    details: { decidedBy: { name: "Tester" }, action: "accept" },
  });
  expect(run.events.filter(({ type }) => type === "review.decided")).toHaveLength(1);
});

it("writes one draft whatever the process and the model go through", async () => {
  const models = { writer: ["Lost with its process", failing("The model is away"), "First", "Title"] };
  const run = await testRun(writeStory, { input, models });
  run.crash({ before: "draft" });
  run.crash({ after: "draft" });
  await run.until("review");
  expect(run.drafts.map(({ content }) => content)).toEqual(["First"]);
  await run.decide("accept");
  await run.untilEnd();
  expect(run.output).toEqual({ title: "Title", text: "First", rounds: 1 });
});
