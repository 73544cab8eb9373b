import { expect, it } from "vitest";
import { testRun } from "@/lib/testing";
import triage from "@/workflows/support-triage";

const input = { message: "I was charged twice.", from: "kim@example.com", hours: 8 };
const people = { Ben: {}, Dana: { role: "admin" as const } };

const sorted = (topic: string, urgency: string) => ({ topic, urgency, summary: "Charged twice" });
const started = (sort: object, ...replies: string[]) =>
  testRun(triage, { input, people, models: { clerk: [sort as never, ...replies] } });

it("is sorted, answered and sent", async () => {
  const run = await (await started(sorted("billing", "normal"), "Dear Kim", "Dear Kim, sorry")).until("answer");
  await run.as("Ben").decide("update", { comment: "Say sorry" });
  await run.as("Ben").decide("send");
  expect(run.output).toEqual({ to: "kim@example.com", team: "billing", reply: "Dear Kim, sorry" });
});

it("an urgent one that nobody answers in a quarter of the time goes to whoever leads", async () => {
  const run = await (await started(sorted("technical", "urgent"), "Dear Kim")).until("answer");
  const late = run.as("Ben").form;
  await run.clock.advance({ hours: 1, minutes: 59 });
  expect(run.step).toBe("answer");
  await run.clock.advance({ minutes: 1 });
  await run.until("escalated");
  await expect(late.decide("send")).rejects.toMatchObject({
    code: "review_closed",
    details: { reviewStatus: "expired" },
  });
  await expect(run.as("Ben").decide("call")).rejects.toMatchObject({ code: "not_found" });
  await run.as("Dana").decide("call");
  expect(run.output).toEqual({ to: "kim@example.com", team: "technical", reply: null });
});

it("asks a person for the team where the model knows none, and asks the model again for what does not fit", async () => {
  const run = await (await started({ topic: "weather" }, sorted("other", "normal") as never, "Dear Kim")).until(
    "ask-topic",
  );
  await expect(run.decide("assign", { team: "sales" })).rejects.toMatchObject({ code: "invalid" });
  await run.decide("assign", { team: "billing" });
  await run.decide("send");
  expect(run.output).toMatchObject({ team: "billing", reply: "Dear Kim" });
});
