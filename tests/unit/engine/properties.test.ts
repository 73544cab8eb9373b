import fc from "fast-check";
import { expect, it } from "vitest";
import { text, textarea, workflow } from "@/lib/workflow";
import writeStory from "@/workflows/write-story";
import { playRun, WRITER } from "../../support/engine";

const mixed = workflow("mixed", { title: "Mixed", input: { note: text({ label: "Note" }) }, expireAfterMs: 60_000 })
  .prompt("draft", { assistant: "writer", draft: true, messages: () => [], onError: "ask" })
  .forms("ask", {
    fields: { comment: textarea({ label: "Comment" }) },
    comment: "comment",
    actions: { yes: { label: "Yes" }, no: { label: "No" } },
    each: () => [{ key: "one" }, { key: "two" }],
    deadline: { afterMs: 30_000, action: "no" },
  })
  .signal("hear", { signal: "go" })
  .timer("rest", { until: () => 10_000 })
  .branch("more", { targets: ["draft", "done"], choose: ({ visits }) => ((visits.more ?? 0) < 2 ? "draft" : "done") })
  .end("done", { output: ({ visits }) => visits.draft ?? 0 })
  .build();

/** What a history of a run may hold: everything that ever reaches the door, also late, twice and out of place. */
const event = fc.oneof(
  fc.record({ kind: fc.constant("succeed" as const), lateBy: fc.nat(2), epochOff: fc.integer({ min: -1, max: 1 }) }),
  fc.record({ kind: fc.constant("fail" as const), retryable: fc.boolean() }),
  fc.record({ kind: fc.constant("claim" as const), expired: fc.boolean() }),
  fc.record({
    kind: fc.constant("decide" as const),
    pick: fc.nat(3),
    action: fc.constantFrom("update", "accept", "yes", "no"),
  }),
  fc.record({ kind: fc.constant("time" as const) }),
  fc.record({ kind: fc.constant("signal" as const), id: fc.nat(3) }),
  fc.record({ kind: fc.constant("cancel" as const) }),
  fc.record({ kind: fc.constant("retry" as const) }),
);

type Played = ReturnType<typeof playRun>;

function feed(run: Played, happened: typeof event extends fc.Arbitrary<infer E> ? E : never, sent: Set<string>): void {
  const { seq, leaseEpoch } = run.run();
  switch (happened.kind) {
    case "succeed":
      run.apply({
        type: "effect.succeeded",
        seq: seq - happened.lateBy,
        epoch: leaseEpoch + happened.epochOff,
        output: "Text",
        by: WRITER,
      });
      return;
    case "fail":
      run.fail({ retryable: happened.retryable });
      return;
    case "claim":
      if (happened.expired) run.expireLease();
      run.apply({ type: "lease.claimed", owner: "process-2" });
      return;
    case "decide": {
      const review = run.reviews()[happened.pick];
      // The operation lets only actions of the form through.
      if (review?.form.actions.some(({ name }) => name === happened.action))
        run.decideReview(review.id, happened.action);
      return;
    }
    case "time":
      run.apply({ type: "time.passed" });
      return;
    case "signal": {
      const id = `signal-${happened.id}`;
      // The table's key refuses the same id twice.
      if (sent.has(id)) return;
      const ignored = run.apply({ type: "signal.received", id, name: "go", data: happened.id, by: WRITER });
      if (ignored === null) sent.add(id);
      return;
    }
    case "cancel":
      run.apply({ type: "run.canceled", by: WRITER, reason: "" });
      return;
    case "retry":
      run.apply({ type: "run.retried", by: WRITER });
  }
}

const gapFree = (numbers: number[]) => expect(numbers).toEqual(numbers.map((_, index) => index + 1));

it.each([writeStory, mixed])("whatever happens to a run of %s, its invariants hold", (definition) => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 60 }), (history) => {
      const run = playRun(definition, { prompt: "A clock" });
      run.apply({ type: "run.started" });
      const sent = new Set<string>();
      let final: string | null = null;
      for (const happened of history) {
        feed(run, happened, sent);
        const { status } = run.run();
        // Completed and canceled are final.
        if (final) expect(status).toBe(final);
        if (status === "completed" || status === "canceled") final = status;
        // Only a run that waits has open reviews, and a run that works has a lease to be had.
        if (status !== "waiting") expect(run.reviews()).toEqual([]);
      }
      const all = <K extends keyof Played["changes"][number]>(key: K) =>
        run.changes.flatMap((change) => change[key] as { seq: number }[]);
      gapFree(all("events").map(({ seq }) => seq));
      gapFree(all("steps").map(({ seq }) => seq));
      gapFree(run.changes.flatMap(({ drafts }) => drafts.map(({ revision }) => revision)));
      const closed = run.changes.flatMap(({ closedReviews }) => closedReviews.map(({ id }) => id));
      expect(new Set(closed).size).toBe(closed.length);
      const taken = run.changes.flatMap(({ takenSignals }) => takenSignals.map(({ id }) => id));
      expect(new Set(taken).size).toBe(taken.length);
      gapFree(run.changes.map((change) => change.run.revision));
    }),
    { numRuns: 500 },
  );
});
