import { expect, expectTypeOf, it } from "vitest";
import { testRun } from "@/lib/testing";
import { number, text, workflow } from "@/lib/workflow";
import writeStory from "@/workflows/write-story";

const order = workflow("order", { title: "Order", input: { size: text({ label: "Size", required: true }) } })
  .form("confirm", {
    fields: { count: number({ label: "Count", required: true, integer: true }) },
    actions: { buy: { label: "Buy" }, leave: { label: "Leave" } },
  })
  .http("buy", { request: () => ({ url: "https://shop.example" }) })
  .end("done", { output: ({ outputs }) => ({ count: outputs.confirm.values.count }) })
  .build();

const started = () => testRun(order, { input: { size: "m" } });
const OPEN = 'Open: "confirm" of step confirm (buy, leave).';

it("says where the run is when it is not where the test expects it", async () => {
  const run = await started();
  await expect(run.until("buy")).rejects.toThrow(
    `The run does not wait at "buy". The run is waiting at "confirm", visit 1. ${OPEN}`,
  );
  await expect(run.until("by")).rejects.toThrow("There is no such step; there are: confirm, buy, done.");
  await expect(run.untilEnd()).rejects.toThrow(
    `The run has not ended. The run is waiting at "confirm", visit 1. ${OPEN}`,
  );
  expect(() => run.formOf("other")).toThrow(`No open form has the key, step or title "other".`);
  await expect(run.rewind("buy")).rejects.toThrow('The run never came to "buy".');
  await run.cancel();
  expect(() => run.form).toThrow("No form is open; name one by formOf(key). The run is canceled.");
});

it("says which answers the test forgot", async () => {
  const run = await (await started()).until("confirm");
  await expect(run.decide("buy", { count: 1 })).rejects.toThrow(
    "The http step buy is asked, and the test gives it no answers. Give it answers: http: { buy: [{ body: {} }] }",
  );
  const story = await testRun(writeStory, { input: { prompt: "A clock" }, models: { writer: ["First"] } });
  await story.until("review");
  await expect(story.decide("accept")).rejects.toThrow(
    "The assistant writer is asked for answer number 2, and the test gives it 1.",
  );
});

it("says that a planned crash never came", async () => {
  const run = await (await started()).until("confirm");
  run.crash({ before: "confirm" });
  await run.cancel();
  await expect(run.untilEnd()).rejects.toThrow('planned a crash before the effect of "confirm"');
});

it("knows buttons, values, input and output of the workflow", async () => {
  const run = await (await started()).until("confirm");
  expectTypeOf(run.output).toEqualTypeOf<{ count: number } | null>();
  expectTypeOf(run.decide<"buy">)
    .parameter(1)
    .toEqualTypeOf<{ count?: number } | undefined>();
  // @ts-expect-error the count is a number
  await expect(run.decide("buy", { count: "one" })).rejects.toMatchObject({ code: "invalid" });
  // @ts-expect-error the size is missing
  await expect(testRun(order, { input: {} })).rejects.toMatchObject({ code: "invalid" });
  await expect(run.decide("sell")).rejects.toMatchObject({
    code: "invalid",
    message: "Choose one of: buy (Buy), leave (Leave).",
  });
});
