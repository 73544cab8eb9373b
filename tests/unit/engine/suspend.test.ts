import { describe, expect, it } from "vitest";
import type { AskPlan } from "@/lib/engine/program";
import { workflow } from "@/lib/workflow";
import { playRun, WRITER } from "../../support/engine";

const asking = workflow("asking", { title: "Asking", input: {}, expireAfterMs: 3_600_000 })
  .code("intake", { run: () => "unused: the engine runs no functions of code steps" })
  .end("done", { output: ({ outputs }) => outputs.intake })
  .build();

const plan = (key: string, dueAfterMs: number | null = null): AskPlan => ({
  key,
  title: key,
  description: "",
  assignee: null,
  form: { fields: [], actions: [{ name: "continue", label: "Continue", requires: [] }] },
  dueAfterMs,
  showsDraft: false,
});

const started = () => {
  const run = playRun(asking);
  run.apply({ type: "run.started" });
  const suspend = (...asks: AskPlan[]) => {
    const { seq, leaseEpoch: epoch } = run.run();
    return run.apply({ type: "effect.suspended", seq, epoch, asks });
  };
  return { ...run, suspend };
};

describe("code that asks", () => {
  it("opens a review for each question and waits at the same visit", () => {
    const run = started();
    expect(run.suspend(plan("age"), plan("name"))).toBeNull();
    expect(run.run()).toMatchObject({ status: "waiting", seq: 1, stepName: "intake", leaseOwner: null });
    expect(run.changes.at(-1)).toMatchObject({
      openedReviews: [{ key: "age", seq: 1, visit: 1 }, { key: "name" }],
      run: { visit: { seq: 1, status: "waiting" } },
      lease: { kind: "none" },
    });
  });

  it("what the questions are about is the run's next draft, once", () => {
    const run = started();
    const { seq, leaseEpoch: epoch } = run.run();
    const draft = { content: "# Once", by: WRITER };
    const asks = [{ ...plan("read"), showsDraft: true }];
    run.apply({ type: "effect.suspended", seq, epoch, asks, draft });
    expect(run.changes.at(-1)).toMatchObject({
      drafts: [{ revision: 1, content: "# Once" }],
      openedReviews: [{ key: "read", draftRevision: 1 }],
    });
    run.decide("continue");
    run.expireLease();
    run.apply({
      type: "effect.suspended",
      seq,
      epoch: run.run().leaseEpoch,
      asks: [{ ...plan("again"), showsDraft: true }],
      draft,
    });
    expect(run.run()).toMatchObject({ draftRevision: 1, draftCount: 1 });
    expect(run.reviews()).toMatchObject([{ key: "again", draftRevision: 1 }]);
  });

  it("runs again only when all that it asked is answered, as a fresh attempt of the same visit", () => {
    const run = started();
    run.expireLease();
    run.apply({ type: "lease.claimed", owner: "process-2" });
    run.suspend(plan("age"), plan("name"));
    run.decide("continue");
    expect(run.run()).toMatchObject({ status: "waiting", seq: 1 });
    run.decide("continue");
    expect(run.run()).toMatchObject({
      status: "running",
      seq: 1,
      attempt: 1,
      takeovers: 0,
      expiresAt: null,
      wakeAt: null,
    });
    expect(run.changes.at(-1)).toMatchObject({
      run: { visit: { status: "running" } },
      effect: { key: "run:1", seq: 1 },
    });
  });

  it("may ask again, and ends as any effect does", () => {
    const run = started();
    run.suspend(plan("age"));
    run.decide("continue");
    run.suspend(plan("name"));
    run.decide("continue");
    expect(run.succeed("Ana, 7")).toBeNull();
    expect(run.run()).toMatchObject({ status: "completed", output: "Ana, 7", visits: { intake: 1 } });
  });

  it("changes nothing from a lease that was taken over, or from an earlier execution", () => {
    const run = started();
    const { seq, leaseEpoch: epoch } = run.run();
    run.expireLease();
    run.apply({ type: "lease.claimed", owner: "process-2" });
    expect(run.apply({ type: "effect.suspended", seq, epoch, asks: [plan("age")] })).toBe("lease lost");
    run.suspend(plan("age"));
    expect(run.apply({ type: "effect.succeeded", seq, epoch: epoch + 1, output: 1, by: WRITER })).toBe(
      "run is waiting",
    );
    run.decide("continue");
    expect(run.apply({ type: "effect.succeeded", seq, epoch: epoch + 1, output: 1, by: WRITER })).toBe("lease lost");
  });

  it("learns that a question expired; one without a deadline holds on", () => {
    const run = started();
    run.suspend(plan("soon", 1_000), plan("later"));
    const { wakeAt } = run.run();
    expect(wakeAt).not.toBeNull();
    expect(run.apply({ type: "time.passed" })).toBeNull();
    expect(run.changes.at(-1)?.closedReviews).toMatchObject([{ status: "expired", decision: { action: "expired" } }]);
    expect(run.run()).toMatchObject({ status: "waiting", wakeAt: null });
    run.decide("continue");
    expect(run.run().status).toBe("running");
  });

  it("closes its questions when the run is canceled", () => {
    const run = started();
    run.suspend(plan("age"), plan("name"));
    run.apply({ type: "run.canceled", by: WRITER, reason: "" });
    expect(run.changes.at(-1)?.closedReviews).toMatchObject([{ status: "canceled" }, { status: "canceled" }]);
  });

  it("fails the run when it waits for nothing", () => {
    const run = started();
    expect(() => run.suspend()).toThrow("asked nothing");
  });
});
