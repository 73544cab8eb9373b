import { expect, it } from "vitest";
import { failing, testRun } from "@/lib/testing";
import { file, number, text, textarea, workflow } from "@/lib/workflow";

it("set, branch and end run by themselves", async () => {
  const count = workflow("count", { title: "Count", input: { words: number({ label: "Words", required: true }) } })
    .set("double", { value: ({ input }) => input.words * 2 })
    .branch("long", { targets: ["many", "few"], choose: ({ outputs }) => (outputs.double > 100 ? "many" : "few") })
    .end("few", { output: ({ outputs }) => ({ few: outputs.double }) })
    .end("many", { output: ({ outputs }) => ({ many: outputs.double }) })
    .build();
  const run = await (await testRun(count, { input: { words: 60 } })).untilEnd();
  expect(run.output).toEqual({ many: 120 });
  expect(run.visits.map(({ step }) => step.name)).toEqual(["double", "long", "many"]);
});

it("set writes a draft that people read, and fails where it has no text", async () => {
  const letter = (value: () => string) =>
    workflow("letter", { title: "Letter", input: {} })
      .set("draft", { draft: true, value })
      .form("review", {
        draft: true,
        fields: {},
        actions: { again: { label: "Again", to: "draft" }, send: { label: "Send" } },
      })
      .end("sent", { output: ({ draft }) => draft?.revision ?? 0 })
      .build();
  const run = await testRun(letter(() => "Dear Ana"));
  await run.form.decide("again");
  expect(run.form.view.draft).toMatchObject({ revision: 2, content: "Dear Ana" });
  await run.form.decide("send");
  expect(run.output).toBe(2);
  expect(run.drafts.map(({ by }) => by.kind)).toEqual(["system", "system"]);
  const failed = await testRun(letter(() => 1 as unknown as string));
  expect(failed.error).toMatchObject({ code: "no_draft", step: "draft" });
});

it("prompt: JSON that does not fit is shown to the model once", async () => {
  const sort = workflow("sort", { title: "Sort", input: {} })
    .prompt("topic", {
      assistant: "clerk",
      schema: { type: "object", properties: { topic: { enum: ["bill", "fault"] } }, required: ["topic"] },
      messages: () => [{ role: "user", content: "My bill is wrong" }],
    })
    .end("done", { output: ({ outputs }) => outputs.topic })
    .build();
  const run = await (await testRun(sort, { models: { clerk: [{ topic: "money" }, { topic: "bill" }] } })).untilEnd();
  expect(run.output).toEqual({ topic: "bill" });
  const failed = await testRun(sort, { models: { clerk: ["no JSON", "still none"] } });
  await failed.untilEnd();
  expect(failed.error).toMatchObject({ code: "bad_structured_output", step: "topic" });
});

it("http: tried again under the same key, as its answers say", async () => {
  const order = workflow("order", { title: "Order", input: {} })
    .http("buy", { request: () => ({ method: "POST", url: "https://shop.example/orders", json: { size: "m" } }) })
    .end("done", { output: ({ outputs }) => outputs.buy.body })
    .build();
  const keys: (string | undefined)[] = [];
  const run = await testRun(order, {
    http: {
      buy: ({ headers, json }) => {
        keys.push(headers["idempotency-key"]);
        if (keys.length === 1) return { status: 503, headers: { "retry-after": "30" } };
        if (keys.length === 2) throw failing("The connection broke");
        return { status: 201, body: { bought: json } };
      },
    },
  });
  const started = run.clock.now;
  await run.untilEnd();
  expect(run.output).toEqual({ bought: { size: "m" } });
  expect(keys).toEqual([`${run.id}:1`, `${run.id}:1`, `${run.id}:1`]);
  expect(run.clock.now.getTime() - started.getTime()).toBeGreaterThanOrEqual(30_000);
});

it("form: at its deadline a button counts as pressed, and later clicks are told so", async () => {
  const approval = workflow("approval", { title: "Approval", input: {} })
    .form("approve", {
      fields: { note: text({ label: "Note" }) },
      actions: { yes: { label: "Yes" }, no: { label: "No" } },
      assignee: { kind: "person", id: "ada" },
      deadline: { afterMs: 3 * 86_400_000, action: "no" },
    })
    .end("done", { output: ({ outputs }) => outputs.approve.action })
    .build();
  const run = await (await testRun(approval)).until("approve");
  const { form } = run.as("Ada");
  await expect(run.as("Ben").decide("yes")).rejects.toMatchObject({
    code: "not_found",
    message: 'Ben, reviewer, does not see "approve": it is for the person ada.',
  });
  await run.clock.advance({ days: 2, hours: 23 });
  expect(run.step).toBe("approve");
  await run.clock.advance({ hours: 1 });
  expect(run.output).toBe("no");
  await expect(form.decide("yes")).rejects.toMatchObject({
    code: "review_closed",
    details: { reviewStatus: "expired" },
  });
});

it("form: a file is taken from whoever uploaded it, and code reads it", async () => {
  const scan = workflow("scan", { title: "Scan", input: {} })
    .form("paper", {
      fields: { page: file({ label: "Page", required: true, accept: ["image/*"] }) },
      actions: { send: { label: "Send" } },
    })
    .code("read", { run: async ({ outputs }, { files }) => (await files.read(outputs.paper.values.page)).length })
    .end("done", { output: ({ outputs }) => [outputs.paper.values.page.name, outputs.read] })
    .build();
  const run = (await (await testRun(scan)).until("paper")).as("Ada");
  const note = await run.upload("note.txt", "text/plain", "No picture");
  await expect(run.decide("send", { page: note })).rejects.toMatchObject({ code: "invalid" });
  await run.decide("send", { page: await run.upload("page.png", "image/png", "A picture") });
  expect(run.output).toEqual(["page.png", "A picture".length]);
});

it("forms: several reviews of one step, each under its key", async () => {
  const vote = workflow("vote", { title: "Vote", input: {} })
    .forms("votes", {
      each: () => [{ key: "ada" }, { key: "ben" }],
      fields: { reason: textarea({ label: "Reason" }) },
      actions: { yes: { label: "Yes" }, no: { label: "No", requires: ["reason"] } },
    })
    .end("done", { output: ({ outputs }) => Object.values(outputs.votes).map(({ action }) => action) })
    .build();
  const run = await (await testRun(vote)).until("votes");
  await run.formOf("ben").decide("no", { reason: "Too long" });
  expect(run.forms.map(({ key }) => key)).toEqual(["ada"]);
  await run.decide("yes");
  expect(run.output).toEqual(["no", "yes"]);
});

it("timer and signal: time passes only when told, signals come early or late", async () => {
  const order = workflow("order", { title: "Order", input: {} })
    .timer("rest", { until: () => new Date("2030-01-08T09:00:00Z") })
    .signal("paid", { signal: "payment" })
    .signal("again", { signal: "payment" })
    .end("done", { output: ({ outputs }) => [outputs.paid, outputs.again] })
    .build();
  const run = await (await testRun(order)).until("rest");
  await run.signal("payment", 1, "p1");
  await run.signal("payment", 1, "p1");
  await run.clock.advance({ days: 7 });
  await run.until("again");
  await run.signal("payment", 2);
  expect(run.output).toEqual([1, 2]);
});

const section = workflow("section", {
  title: "Section",
  input: { heading: text({ label: "Heading", required: true }) },
})
  .prompt("write", {
    assistant: "writer",
    draft: true,
    messages: ({ input }) => [{ role: "user", content: input.heading }],
  })
  .form("check", {
    draft: true,
    reviewTitle: ({ input }) => input.heading,
    fields: {},
    actions: { ok: { label: "OK" }, again: { label: "Again", to: "write" } },
  })
  .end("done", { output: ({ draft }) => draft?.content ?? "" })
  .build();

const writer = (messages: { content: string }[]) => `About ${messages.at(-1)?.content}`;

it("each and workflow: branches go on by themselves, results in order", async () => {
  const article = workflow("article", { title: "Article", input: {} })
    .each("sections", {
      items: () => ["One", "Two", "Three"],
      run: section,
      input: (heading) => ({ heading }),
      concurrency: 2,
    })
    .workflow("closing", { run: section, input: () => ({ heading: "End" }) })
    .end("done", { output: ({ outputs }) => [...outputs.sections, outputs.closing] })
    .build();
  const run = await (await testRun(article, { models: { writer } })).until("sections");
  expect(run.forms.map(({ title }) => title)).toEqual(["One", "Two"]);
  expect(() => run.branch("sections", 3)).toThrow("has no branch");
  await run.branch("sections", 2).decide("ok");
  await run.formOf("Three").decide("ok");
  await run.branch("sections", 1).decide("ok");
  await run.until("closing");
  await run.branch("closing").decide("ok");
  expect(run.output).toEqual(["About One", "About Two", "About Three", "About End"]);
});

const pair = {
  left: { run: section, input: () => ({ heading: "Left" }) },
  right: { run: section, input: () => ({ heading: "Right" }) },
};

it("parallel: one branch that fails closes the forms of the others", async () => {
  const both = workflow("both", { title: "Both", input: {} })
    .parallel("sides", { branches: pair })
    .end("done", { output: ({ outputs }) => outputs.sides })
    .build();
  const answers = (messages: { content: string }[]) =>
    messages.at(-1)?.content === "Left" ? failing("No left", { code: "refused", retryable: false }) : "Fine";
  const run = await testRun(both, { models: { writer: answers } });
  await run.untilEnd();
  expect(run).toMatchObject({
    status: "failed",
    error: { code: "branch_failed", message: "left: No left" },
    forms: [],
  });
});

it("race: the first wins, and a late click on a branch that lost is told so", async () => {
  const duel = workflow("duel", { title: "Duel", input: {} })
    .race("sides", { branches: pair })
    .end("done", { output: ({ outputs }) => outputs.sides })
    .build();
  const run = await (await testRun(duel, { models: { writer } })).until("sides");
  const [left, right] = [run.formOf("Left"), run.formOf("Right")];
  const clicks = await Promise.allSettled([right.decide("ok"), left.decide("ok")]);
  expect(clicks).toMatchObject([{ status: "fulfilled" }, { reason: { code: "review_closed" } }]);
  expect(run.output).toEqual({ winner: "right", output: "About Right" });
});

it("code: asks twice, does once, and dies wherever it may", async () => {
  const charged: string[] = [];
  const book = workflow("book", { title: "Book", input: {} })
    .code("booking", {
      run: async (_, { ask, once }) => {
        const name = await ask("Your name?");
        const receipt = await once("charge", (key) => charged.push(key));
        const { values } = await ask("seat", { fields: { row: number({ label: "Row", required: true }) } });
        return { name, receipt, row: values.row };
      },
    })
    .end("done", { output: ({ outputs }) => outputs.booking })
    .build();
  const run = await testRun(book);
  run.crash({ before: "booking" });
  await run.until("booking");
  await run.redeploy(book);
  run.crash({ once: "charge" });
  run.crash({ after: "booking" });
  await run.answer("Ada");
  expect(run.form.title).toBe("seat");
  await run.decide("continue", { row: 7 });
  await run.untilEnd();
  // Only between doing and recording can it be done twice, and then under the same key.
  expect(charged).toEqual([`${run.id}:1:charge`, `${run.id}:1:charge`]);
  expect(run.output).toEqual({ name: "Ada", receipt: 2, row: 7 });
});
