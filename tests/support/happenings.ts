import fc from "fast-check";
import { expect } from "vitest";
import { compile } from "@/lib/engine/definition/compile";
import type { EngineEvent } from "@/lib/engine/events";
import type { AskPlan } from "@/lib/engine/program";
import type { Checkpoint } from "@/lib/engine/types";
import type { FormValues } from "@/lib/forms/spec";
import type { RunSnapshot } from "@/lib/operations/records";
import { select, text, textarea, workflow } from "@/lib/workflow";
import { ANA, type bothStores, LEASE_MS, PROCESS } from "./both-stores";

const section = workflow("section", { title: "Section", input: { heading: text({ label: "Heading" }) } })
  .prompt("write", { assistant: "writer", draft: true, messages: () => [], retry: { attempts: 2 } })
  .form("check", {
    draft: true,
    fields: { comment: textarea({ label: "Comment" }) },
    comment: "comment",
    actions: { again: { label: "Again", to: "write" }, ok: { label: "OK" } },
    deadline: { afterMs: 60_000, action: "ok" },
  })
  .end("done", { output: ({ draft }) => draft?.content ?? "nothing" })
  .build();

const branch = { run: section, input: () => ({ heading: "One" }) };

export const PLACES = ["intake", "votes", "sections", "views", "first", "all", "inner", "hear", "order"] as const;

const everything = (version: number, more: Record<string, ReturnType<typeof textarea>> = {}) =>
  workflow("everything", {
    title: "Everything",
    version,
    migrate: version === 1 ? undefined : { from: 1, data: (outputs) => ({ ...outputs, begin: version }) },
    input: { at: select({ label: "At", options: PLACES, required: true }) },
    expireAfterMs: 500_000,
  })
    .branch("begin", { targets: PLACES, choose: ({ input }) => input.at as (typeof PLACES)[number] })
    .code("intake", { run: () => "played by events", onError: "votes" })
    .forms("votes", {
      each: () => [{ key: "ana", assignee: { kind: "person", id: "ana" } }, { key: "ben" }],
      fields: { reason: textarea({ label: "Reason" }), ...more },
      actions: { yes: { label: "Yes" }, no: { label: "No" } },
      deadline: { afterMs: 90_000, action: "no" },
    })
    .each("sections", { items: () => [1, 2, 3], run: section, input: (of) => ({ heading: `${of}` }), concurrency: 2 })
    .parallel("views", { branches: { legal: branch, press: branch }, onError: "rest" })
    .race("first", { branches: { fast: branch, careful: branch } })
    .race("all", { branches: { fast: branch, careful: branch }, combine: { run: section, input: () => ({}) } })
    .workflow("inner", { run: section, input: () => ({}) })
    .signal("hear", { signal: "go" })
    .timer("rest", { until: () => 30_000 })
    .http("order", { request: () => ({ url: "https://example.com" }) })
    .branch("more", {
      targets: ["intake", "done"],
      choose: ({ visits }) => ((visits.more ?? 0) < 2 ? "intake" : "done"),
    })
    .end("done", { output: ({ outputs }) => outputs.first })
    .build();

export const outer = compile(everything(1), "1-test");
/** What runs are migrated to: one form asks for more. */
const next = compile(everything(2, { more: textarea({ label: "More" }) }), "2-test");
export const programs = [outer, ...outer.inner, next, ...next.inner];

const ask = (key: string): AskPlan => ({
  ...{ key, title: key, description: "", assignee: null, dueAfterMs: key === "soon" ? 40_000 : null, showsDraft: true },
  form: { fields: [], actions: [{ name: "continue", label: "Continue", requires: [] }] },
});

/** Anything that may happen to some run. */
export const happening = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant("sweep" as const), of: fc.nat(4) }) },
  {
    weight: 8,
    arbitrary: fc.record({ kind: fc.constant("effect" as const), run: fc.nat(9), how: fc.nat(9), late: fc.nat(7) }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("decide" as const),
      run: fc.nat(9),
      review: fc.nat(2),
      action: fc.nat(1),
      blocked: fc.integer({ min: 0, max: 4 }).map((n) => n === 0),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant("pass" as const), ms: fc.constantFrom(5_000, LEASE_MS + 5_000, 100_000) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("signal" as const),
      run: fc.nat(1),
      id: fc.nat(3),
      blocked: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("reschedule" as const), run: fc.nat(9), ms: fc.nat(200_000) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("cancel" as const), run: fc.nat(9) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("migrate" as const), run: fc.nat(9) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("retry" as const), run: fc.nat(9) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom("rewind" as const, "rewind" as const, "fork" as const),
      run: fc.nat(9),
      seq: fc.integer({ min: 1, max: 12 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("stale" as const), run: fc.nat(9) }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant("record" as const), run: fc.nat(9), key: fc.nat(2), late: fc.nat(4) }),
  },
);
export type Happening = typeof happening extends fc.Arbitrary<infer H> ? H : never;
export type Both = ReturnType<typeof bothStores>;

function effectEvent({ run }: RunSnapshot, how: number, late: number): EngineEvent {
  const ids = { seq: run.seq - (late === 1 ? 1 : 0), epoch: run.leaseEpoch - (late === 2 ? 1 : 0) };
  const error = { code: "broken", message: "It broke", retryable: how === 0 };
  if (how <= 1) return { type: "effect.failed", ...ids, error, input: { tried: how } };
  const step = programs.find(({ workflow }) => workflow === run.workflow)?.steps[run.stepIndex ?? -1];
  if (step?.kind === "code" && how <= 5) {
    return { type: "effect.suspended", ...ids, asks: how === 2 ? [ask("name")] : [ask("soon"), ask("name")] };
  }
  const usage = how === 6 ? { model: "m", tokensIn: 3, tokensOut: null } : undefined;
  return { type: "effect.succeeded", ...ids, output: `Text ${how}`, by: ANA, usage, input: { asked: how } };
}

/** The events that a sweep would bring, from what the lease stores say; both must say the same. */
async function sweep({ stores, read, apply }: Both, of: number): Promise<void> {
  const looks = await Promise.all(stores.map(({ leases }) => leases.look(PROCESS, [])));
  expect(looks[1]).toEqual(looks[0]);
  const found = await Promise.all(
    stores.map(({ leases }) =>
      [
        () => leases.dueRuns(PROCESS, { all: 50, agents: 50, others: 50 }),
        () => leases.wakingRuns(PROCESS, 50),
        () => leases.endedBranches(PROCESS, 50),
        () => leases.unwantedRuns(50),
        () => leases.heldRuns(PROCESS, 50),
      ][of]?.(),
    ),
  );
  const sorted = found.map((rows) =>
    [...((rows ?? []) as { id: string; seq?: number }[])].sort((a, b) => (a.id < b.id ? -1 : 1)),
  );
  expect(sorted[1]).toEqual(sorted[0]);
  for (const { id, seq = 0 } of sorted[0] ?? []) {
    const event: EngineEvent[] = [
      seq === 0 ? { type: "run.started" } : { type: "lease.claimed", owner: "process-2" },
      { type: "time.passed" },
      { type: "branch.ended", seq },
      { type: "run.canceled", by: ANA, reason: "unwanted" },
      { type: "run.resumed" },
    ];
    expectSame(await apply(await read(id), event[of] as EngineEvent));
  }
}

const signaled = (id: string) => ({ type: "signal.received", id, name: "go", data: { id }, by: ANA }) as const;
const expectSame = ([postgres, memory]: string[]) => expect(memory).toBe(postgres);

/** Lets it happen in both stores, which must say the same of it. */
export async function play(both: Both, happened: Happening): Promise<void> {
  const { memory, read, apply } = both;
  if (happened.kind === "sweep") return sweep(both, happened.of);
  if (happened.kind === "pass") return both.pass(happened.ms);
  const runs = memory.allRows();
  const id = runs[happened.run % runs.length]?.run.id ?? "";
  const snapshots = await read(id);
  const [{ run, openReviews }] = snapshots;
  expect(both.comparable(1, snapshots[1])).toEqual(both.comparable(0, snapshots[0]));
  // A run that is not begun has no effect under way.
  if (run.seq === 0 && happened.kind === "effect") return;
  switch (happened.kind) {
    case "effect":
      return expectSame(await apply(snapshots, effectEvent(snapshots[0], happened.how, happened.late)));
    case "decide": {
      const review = openReviews[happened.review % Math.max(1, openReviews.length)];
      const action = review?.form.actions[happened.action % review.form.actions.length]?.name;
      if (!review || !action) return;
      const values: FormValues = happened.action === 0 ? { comment: "Shorter", reason: "So" } : {};
      const event: EngineEvent = { type: "review.decided", reviewId: review.id, by: ANA, action, values };
      return expectSame(await apply(snapshots, event, happened.blocked));
    }
    case "reschedule": {
      const review = openReviews[0];
      if (!review) return;
      const moved = async (store: Both["postgres"]): Promise<EngineEvent> => ({
        ...{ type: "review.rescheduled", reviewId: review.id, by: ANA },
        dueAt: both.moment(store, happened.ms),
      });
      return expectSame(await apply(snapshots, moved));
    }
    case "signal": {
      const signal = `signal-${happened.id}`;
      const sent = await Promise.all(both.stores.map(({ reads }) => reads.hasSignal(id, signal)));
      expect(sent[1]).toBe(sent[0]);
      return sent[0] ? undefined : expectSame(await apply(snapshots, signaled(signal), happened.blocked));
    }
    case "cancel":
      return expectSame(await apply(snapshots, { type: "run.canceled", by: ANA, reason: "" }));
    case "retry":
      return expectSame(await apply(snapshots, { type: "run.retried", by: ANA }));
    case "migrate": {
      const kinds = snapshots.map((snapshot) => snapshot.run.visit?.kind);
      expect(kinds[1]).toBe(kinds[0]);
      return expectSame(await apply(snapshots, { type: "run.migrated", by: ANA, seq: run.seq }));
    }
    case "rewind":
    case "fork": {
      const seq = 1 + (happened.seq % Math.max(1, run.seq));
      const checkpoint = ({ reads }: Both["postgres"]) => reads.checkpoint(id, seq);
      const [postgres, kept] = await Promise.all(both.stores.map(checkpoint));
      expect(both.comparable(1, kept)).toEqual(both.comparable(0, postgres));
      const rewound = async (store: Both["postgres"]): Promise<EngineEvent> => ({
        ...{ type: "run.rewound", by: ANA },
        to: (await checkpoint(store)) as Checkpoint,
      });
      if (!postgres) return;
      return happened.kind === "rewind" ? expectSame(await apply(snapshots, rewound)) : both.fork(id, seq);
    }
    case "stale":
      // Both are changed first by somebody else.
      expectSame(await apply(snapshots, { ...signaled(`before-${run.revision}`), name: "other" }));
      return expectSame(await apply(snapshots, { type: "run.canceled", by: ANA, reason: "stale" }));
    case "record": {
      const effect = {
        runId: id,
        workspaceId: "",
        seq: run.seq,
        epoch: run.leaseEpoch - (happened.late === 0 ? 1 : 0),
        stepIndex: 0,
        key: "",
      };
      const recorded = await Promise.all(
        both.stores.map(({ journal }) =>
          journal.record(effect, `key-${happened.key}`, { done: happened.late }).then(
            (value) => ({ value }),
            ({ code }: { code: string }) => ({ code }),
          ),
        ),
      );
      expect(recorded[1]).toEqual(recorded[0]);
    }
  }
}
