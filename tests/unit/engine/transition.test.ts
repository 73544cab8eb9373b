import { describe, expect, it } from "vitest";
import { text, workflow } from "@/lib/workflow";
import writeStory from "@/workflows/write-story";
import { playRun, WRITER } from "../../support/engine";

const story = () => {
  const run = playRun(writeStory, { prompt: "A clock" });
  run.apply({ type: "run.started" });
  return run;
};

describe("an effect's result", () => {
  it("is recorded once: the same result again changes nothing", () => {
    const run = story();
    const { seq, leaseEpoch: epoch } = run.run();
    const result = { type: "effect.succeeded", seq, epoch, output: "Text", by: WRITER } as const;
    expect(run.apply(result)).toBeNull();
    expect(run.apply(result)).toBe("run is waiting");
    expect(run.run().draftRevision).toBe(1);
  });

  it("from a lease that was taken over changes nothing", () => {
    const run = story();
    const { seq, leaseEpoch: epoch } = run.run();
    run.expireLease();
    expect(run.apply({ type: "lease.claimed", owner: "process-2" })).toBeNull();
    expect(run.apply({ type: "effect.succeeded", seq, epoch, output: "Late", by: WRITER })).toBe("lease lost");
    expect(run.succeed("In time")).toBeNull();
    expect(run.changes.flatMap(({ drafts }) => drafts)).toMatchObject([{ revision: 1, content: "In time" }]);
  });

  it("of an earlier visit changes nothing", () => {
    const run = story();
    const { seq, leaseEpoch: epoch } = run.run();
    run.succeed("First");
    run.decide("update", { comment: "Shorter" });
    expect(run.apply({ type: "effect.succeeded", seq, epoch: epoch + 1, output: "Old", by: WRITER })).toBe(
      "another visit",
    );
  });
});

describe("a failed effect", () => {
  it("is tried again with growing waits, respects Retry-After, and then fails the run with a cause", () => {
    const run = story();
    const waits = [1, 2, 3, 4].map((attempt) => {
      run.fail({ retryable: true, retryAfterMs: attempt === 2 ? 30_000 : undefined });
      run.expireLease();
      const { lease } = run.changes.at(-1) ?? {};
      run.apply({ type: "lease.claimed", owner: "process-1" });
      return lease?.kind === "due" ? lease.afterMs : null;
    });
    // Half of each wait is left to chance; what was asked for is the least.
    const bounds = [
      [500, 1_000],
      [30_000, 31_000],
      [2_000, 4_000],
      [4_000, 8_000],
    ] as const;
    for (const [index, [least, most]] of bounds.entries()) {
      expect(waits[index]).toBeGreaterThanOrEqual(least);
      expect(waits[index]).toBeLessThanOrEqual(most);
    }
    expect(run.run().takeovers).toBe(0);
    run.fail({ code: "model_unavailable", message: "The model is away.", retryable: true });
    expect(run.run()).toMatchObject({
      status: "failed",
      error: { code: "model_unavailable", message: "The model is away.", step: "draft" },
    });
  });

  it("leads to its onError step when it has one", () => {
    const careful = workflow("careful", { title: "Careful", input: {} })
      .prompt("ask", { assistant: "writer", messages: () => [], onError: "sorry" })
      .end("done", { output: () => "done" })
      .end("sorry", { output: () => "sorry" })
      .build();
    const run = playRun(careful);
    run.apply({ type: "run.started" });
    run.fail({ retryable: false });
    expect(run.run()).toMatchObject({ status: "completed", output: "sorry" });
  });
});

describe("a lease", () => {
  it("that is held is not taken", () => {
    expect(story().apply({ type: "lease.claimed", owner: "process-2" })).toBe("lease is held");
  });

  it("taken over for the fourth time at one visit puts the run in quarantine", () => {
    const run = story();
    for (let takeover = 1; takeover <= 4; takeover++) {
      run.expireLease();
      run.apply({ type: "lease.claimed", owner: `process-${takeover + 1}` });
    }
    expect(run.run()).toMatchObject({ status: "failed", error: { code: "quarantined", step: "draft" } });
  });
});

describe("a workflow's own mistake", () => {
  const broken = workflow("broken", { title: "Broken", input: {} })
    .form("ask", { fields: { note: text({ label: "Note" }) }, comment: "note", actions: { ok: { label: "OK" } } })
    .set("compute", {
      value: () => {
        throw new Error("no such thing");
      },
    })
    .end("done", { output: () => null })
    .build();

  it("fails the run at that step and keeps the answer that led there", () => {
    const run = playRun(broken);
    run.apply({ type: "run.started" });
    run.decide("ok", { note: "Keep me" });
    expect(run.run()).toMatchObject({ status: "failed", error: { code: "workflow_error", step: "compute" } });
    expect(run.changes.at(-1)).toMatchObject({
      closedReviews: [{ status: "decided", decision: { action: "ok" } }],
      comments: [{ text: "Keep me" }],
      run: { visit: { stepName: "compute", status: "failed" } },
    });
  });

  it("in the shape of an endless loop ends after 1,000 steps", () => {
    const loop = workflow("loop", { title: "Loop", input: {} })
      .set("around", { value: () => 1, next: "around" })
      .build();
    const run = playRun(loop);
    run.apply({ type: "run.started" });
    expect(run.run()).toMatchObject({ status: "failed", error: { code: "endless_loop" } });
  });
});

it("numbers events and visits without a gap", () => {
  const run = story();
  run.succeed("First");
  run.decide("update", { comment: "Shorter" });
  run.succeed("Second");
  run.decide("accept");
  run.succeed("Title");
  const events = run.changes.flatMap((change) => change.events.map(({ seq }) => seq));
  expect(events).toEqual(events.map((_, index) => index + 1));
  const left = run.changes.flatMap((change) => change.leftVisits.map(({ seq }) => seq));
  const visits = [...left, run.run().visit?.seq];
  expect(visits).toEqual(visits.map((_, index) => index + 1));
  expect(run.run()).toMatchObject({ status: "completed", output: { title: "Title", text: "Second", rounds: 2 } });
});
