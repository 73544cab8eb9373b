import { describe, expect, it } from "vitest";
import type { Actor } from "@/lib/engine/types";
import { text, workflow } from "@/lib/workflow";
import { playRun } from "../../support/engine";

const DANA: Actor = { kind: "person", id: "dana", name: "Dana" };
const at = (seconds: number) => new Date(seconds * 1_000);

const vote = workflow("vote", { title: "Vote", input: {} })
  .forms("votes", {
    fields: { note: text({ label: "Note" }) },
    actions: { yes: { label: "Yes" } },
    each: () => [{ key: "ben" }, { key: "dana" }],
    deadline: { afterMs: 100_000, action: "yes" },
  })
  .end("done", { output: () => null })
  .build();

function voting() {
  const run = playRun(vote);
  run.apply({ type: "run.started" });
  const move = (index: number, dueAt: Date | null) =>
    run.apply({ type: "review.rescheduled", reviewId: run.reviews()[index]?.id ?? "none", by: DANA, dueAt });
  return { ...run, move };
}

describe("a deadline that is moved", () => {
  it("wakes the run at the first deadline that is left, and the history says who moved it", () => {
    const run = voting();
    expect(run.move(0, at(300))).toBeNull();
    expect(run.run().wakeAt).toEqual(at(100));
    expect(run.move(1, at(200))).toBeNull();
    expect(run.run().wakeAt).toEqual(at(200));
    expect(run.changes.at(-1)?.events).toMatchObject([
      {
        type: "review.rescheduled",
        actor: DANA,
        data: { step: "votes", from: at(100).toISOString(), to: at(200).toISOString() },
      },
    ]);
    expect(run.changes.at(-1)?.rescheduledReviews).toEqual([{ id: run.reviews()[1]?.id, dueAt: at(200) }]);
  });

  it("can be taken away: then nothing wakes the run", () => {
    const run = voting();
    run.move(0, null);
    run.move(1, null);
    expect(run.run().wakeAt).toBeNull();
    expect(run.apply({ type: "time.passed" })).toBe("nothing is due");
  });

  it("stays what it was when its time had come, or the review is closed", () => {
    const run = voting();
    const [first] = run.reviews();
    run.decideReview(first?.id ?? "", "yes");
    const late = { type: "review.rescheduled", reviewId: first?.id ?? "", by: DANA, dueAt: at(900) } as const;
    expect(run.apply(late)).toBe("review is closed");
    run.waitUntil(at(100));
    expect(run.move(0, at(900))).toBe("deadline passed");
    expect(run.run().wakeAt).toEqual(at(100));
  });
});
