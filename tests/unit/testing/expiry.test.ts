import { expect, it } from "vitest";
import { testRun } from "@/lib/testing";
import { select, workflow } from "@/lib/workflow";

const DAY = 86_400_000;

const ask = (name: string) =>
  workflow(name, { title: name, input: {} })
    .form("answer", {
      reviewTitle: name,
      fields: {},
      actions: { ok: { label: "OK" }, more: { label: "More", to: "answer" } },
    })
    .end("done", { output: () => name })
    .build();

const trip = workflow("trip", {
  title: "Trip",
  input: { by: select({ label: "By", options: ["form", "signal"], required: true }) },
  expireAfterMs: 60 * DAY,
})
  .branch("which", {
    targets: ["approve", "booked"],
    choose: ({ input }) => (input.by === "form" ? "approve" : "booked"),
  })
  .form("approve", { fields: {}, actions: { yes: { label: "Yes", to: "done" } } })
  .signal("booked", { signal: "booked" })
  .end("done", { output: () => "done" })
  .build();

it.each([
  ["form", "approve"],
  ["signal", "booked"],
])("a %s that nobody answered is given up: the reason is in the history, and a retry asks again", async (by, step) => {
  const run = await (await testRun(trip, { input: { by } })).until(step);
  await run.clock.advance({ days: 59 });
  expect(run.status).toBe("waiting");
  const late = run.forms.map((form) => () => form.decide("yes"));
  await run.clock.advance({ days: 1 });
  const error = { code: "expired", message: `Nobody ended the wait at ${step} in time.`, step };
  expect(run).toMatchObject({ status: "failed", error, forms: [] });
  const { type, actor, data } = run.events.at(-1) ?? {};
  expect([type, actor?.kind, data]).toEqual(["run.failed", "system", error]);
  for (const decide of late) await expect(decide()).rejects.toMatchObject({ code: "review_closed" });
  await run.retry();
  await run.until(step);
  expect(run.status).toBe("waiting");
});

it("a timer ends by itself, however long it is", async () => {
  const rest = workflow("rest", { title: "Rest", input: {}, expireAfterMs: DAY })
    .timer("long", { until: () => 90 * DAY })
    .end("done", { output: () => "rested" })
    .build();
  const run = await (await testRun(rest)).until("long");
  await run.clock.advance({ days: 90 });
  expect(run.output).toBe("rested");
});

it("branches give up their own waits; what is worked on goes on for as long as it takes", async () => {
  const outer = workflow("outer", { title: "Outer", input: {}, expireAfterMs: 10 * DAY })
    .parallel("both", {
      branches: { one: { run: ask("one"), input: () => ({}) }, two: { run: ask("two"), input: () => ({}) } },
    })
    .end("done", { output: ({ outputs }) => outputs.both })
    .build();
  const run = await (await testRun(outer)).until("both");
  for (let round = 0; round < 3; round++) {
    await run.clock.advance({ days: 9 });
    await run.branch("both", "one").decide("more");
    await run.branch("both", "two").decide("more");
  }
  await run.branch("both", "one").decide("ok");
  expect(run.status).toBe("waiting");
  await run.clock.advance({ days: 10 });
  expect(run.branch("both", "two")).toMatchObject({ status: "failed", error: { code: "expired", step: "answer" } });
  expect(run).toMatchObject({ status: "failed", error: { step: "both" } });
});
