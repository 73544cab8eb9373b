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
      details: { status: "canceled" },
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
});
