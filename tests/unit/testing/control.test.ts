import { describe, expect, it } from "vitest";
import { failing, testRun } from "@/lib/testing";
import { text, workflow } from "@/lib/workflow";
import writeStory from "@/workflows/write-story";

const story = (...writer: (string | Error)[]) =>
  testRun(writeStory, { input: { prompt: "A clock" }, models: { writer } });

describe("control", () => {
  it("cancel closes the form, and a late click is told so", async () => {
    const run = await (await story("First")).until("review");
    const { form } = run;
    await run.cancel("No longer needed");
    expect(run).toMatchObject({ status: "canceled", step: null, forms: [] });
    await expect(form.decide("accept")).rejects.toMatchObject({
      code: "review_closed",
      details: { reviewStatus: "canceled" },
    });
    await expect(run.retry()).rejects.toMatchObject({ code: "run_conflict" });
  });

  it("retry visits the failed step again", async () => {
    const away = failing("No such model", { code: "unknown_model", retryable: false });
    const run = await (await story(away, "First")).untilEnd();
    expect(run.error).toMatchObject({ code: "unknown_model", step: "draft" });
    await run.retry();
    expect(run).toMatchObject({ status: "waiting", step: "review", draft: "First" });
  });

  it("rewind and fork begin with what the visit began with", async () => {
    const run = await (await story("First", "Second", "Third", "Fourth")).until("review");
    await run.decide("update", { comment: "Shorter" });
    await run.rewind(2);
    expect(run).toMatchObject({ step: "review", draft: "First" });
    await run.decide("update", { comment: "Warmer" });
    expect(run.draft).toBe("Third");
    const fork = await run.fork("review");
    await fork.decide("update", { comment: "Longer" });
    expect([fork.draft, run.draft]).toEqual(["Fourth", "Third"]);
    expect(fork.comments.map(({ text }) => text)).toEqual(["Warmer", "Longer"]);
  });
});

describe("a due date", () => {
  const approval = workflow("approval", { title: "Approval", input: {} })
    .form("approve", {
      fields: { note: text({ label: "Note", required: true }) },
      actions: { yes: { label: "Yes" }, no: { label: "No" } },
      deadline: { afterMs: 86_400_000, to: "late" },
    })
    .end("done", { output: ({ outputs }) => outputs.approve.action })
    .end("late", { output: () => "late" })
    .build();

  it("is moved: the old one passes, the new one counts, and afterwards it can be moved no more", async () => {
    const run = await (await testRun(approval)).until("approve");
    const { form } = run;
    await form.reschedule("2030-01-05T09:00:00Z");
    await run.clock.advance({ days: 3 });
    expect([run.status, form.dueAt]).toEqual(["waiting", new Date("2030-01-05T09:00:00Z")]);
    await run.clock.advance({ days: 1 });
    expect(run.output).toBe("late");
    await expect(form.reschedule(null)).rejects.toMatchObject({
      code: "review_closed",
      details: { reviewStatus: "expired" },
    });
  });

  it("is taken away: the form waits until somebody answers, and bad input asks again (prefect#12279)", async () => {
    const run = await (await testRun(approval)).until("approve");
    await expect(run.as("Ben").form.reschedule(null)).rejects.toMatchObject({ code: "forbidden" });
    await run.form.reschedule(null);
    await run.clock.advance({ days: 900 });
    await expect(run.decide("yes")).rejects.toMatchObject({ code: "invalid" });
    expect([run.status, run.form.status]).toEqual(["waiting", "open"]);
    await run.decide("yes", { note: "Fine" });
    expect(run.output).toBe("yes");
  });
});

describe("a process that dies", () => {
  it("is followed by another one when its lease has run out, and the late result counts for nothing", async () => {
    const run = await story("Lost with its process", "First");
    const started = run.clock.now.getTime();
    run.crash({ after: "draft" });
    await run.until("review");
    expect(run.drafts.map(({ content }) => content)).toEqual(["First"]);
    expect(run.clock.now.getTime() - started).toBe(20_000);
    expect(run.events.map(({ type }) => type)).toContain("step.taken_over");
  });

  it("over and over at one step puts the run in quarantine", async () => {
    const run = await story();
    run.crash({ before: "draft" }, 4);
    await run.untilEnd();
    expect(run.error).toMatchObject({ code: "quarantined", step: "draft" });
  });
});

describe("a redeploy while the run is paused", () => {
  const ask = (version: number, label: string, ...more: string[]) =>
    workflow("ask", { title: "Ask", version, input: {} })
      .form("question", {
        fields: Object.fromEntries(["answer", ...more].map((name) => [name, text({ label: `${label} ${name}` })])),
        actions: { send: { label: "Send" } },
      })
      .end("done", { output: ({ outputs }) => `${label}: ${outputs.question.values.answer}` })
      .build();

  const paused = async () => (await testRun(ask(1, "Old"))).until("question");

  it("of the same structure goes on with the new code", async () => {
    const run = await paused();
    await run.redeploy(ask(1, "New"));
    await run.decide("send", { answer: "Yes" });
    expect(run.output).toBe("New: Yes");
  });

  it("of another one holds the answer until the version is back", async () => {
    const run = await paused();
    await run.redeploy(ask(2, "New", "reason"));
    await run.decide("send", { answer: "Yes" });
    expect(run).toMatchObject({ status: "waiting", step: "question", forms: [] });
    await run.redeploy(ask(2, "New", "reason"), ask(1, "Old"));
    expect(run).toMatchObject({ status: "completed", output: "Old: Yes" });
  });

  it("that says how to migrate takes the run along, and asks anew where the form is another", async () => {
    const run = await paused();
    const next = workflow("ask", {
      title: "Ask",
      version: 2,
      input: {},
      migrate: { from: 1, steps: { question: "again" } },
    })
      .form("again", {
        fields: { answer: text({ label: "Answer", required: true }), reason: text({ label: "Reason" }) },
        actions: { send: { label: "Send" } },
      })
      .end("done", { output: ({ outputs }) => `New: ${outputs.again.values.answer}` })
      .build();
    const { form } = run;
    await run.redeploy(next);
    expect(run).toMatchObject({ status: "waiting", step: "again" });
    await expect(form.decide("send", { answer: "Yes" })).rejects.toMatchObject({ code: "review_closed" });
    await run.form.decide("send", { answer: "Yes" });
    expect(run.output).toBe("New: Yes");
    expect(run.events.map(({ type }) => type)).toContain("run.migrated");
  });
});
