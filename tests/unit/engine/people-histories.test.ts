import fc from "fast-check";
import { expect, it } from "vitest";
import { isHoldpointError } from "@/lib/errors";
import { type TestRun, testRun } from "@/lib/testing";
import { workflow } from "@/lib/workflow";

const buttons = { yes: { label: "Yes" }, again: { label: "Again" } };

/** Checked by one, signed by two others; `again` of the check begins it anew. */
const signed = workflow("signed", { title: "Signed", input: {} })
  .form("check", {
    fields: {},
    actions: { yes: { label: "Yes" }, again: { label: "Again", to: "check" } },
    people: { notBy: [{ starter: true }] },
  })
  .forms("sign", {
    each: () => [{ key: "first" }, { key: "second" }, { key: "third" }],
    fields: {},
    actions: buttons,
    people: { distinct: true, notBy: [{ starter: true }, { step: "check" }] },
  })
  .set("all", { value: ({ outputs }) => Object.values(outputs.sign).map(({ by }) => by.id) })
  .form("once-more", { fields: {}, actions: { done: { label: "Done" }, redo: { label: "Redo", to: "check" } } })
  .end("done", { output: ({ outputs }) => outputs.all })
  .build();

type Run = TestRun<typeof signed>;
const NAMES = ["Ana", "Ben", "Cleo", "Dan", "Tester"] as const;
const people = Object.fromEntries(NAMES.map((name) => [name, { role: "admin" as const }]));

const act = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ kind: fc.constant("decide" as const), who: fc.nat(4), at: fc.nat(5), how: fc.nat(3) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("rewind" as const), who: fc.nat(4), at: fc.nat(9), how: fc.nat(0) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("fork" as const), who: fc.nat(4), at: fc.nat(9), how: fc.nat(0) }),
  },
);

/** What any of these does, or that it was refused. */
async function play(runs: Run[], one: { kind: "decide" | "rewind" | "fork"; who: number; at: number; how: number }) {
  const run = runs[one.at % runs.length]?.as(NAMES[one.who] ?? "Ana") as Run;
  try {
    if (one.kind === "rewind") await run.rewind(1 + (one.at % Math.max(1, run.visits.length)));
    if (one.kind === "fork" && runs.length < 4)
      runs.push(await run.fork(1 + (one.at % Math.max(1, run.visits.length))));
    const form = run.forms[one.at % Math.max(1, run.forms.length)];
    const actions = form?.view.form.actions ?? [];
    if (one.kind === "decide" && form) await form.decide((actions[one.how % actions.length]?.name ?? "yes") as never);
  } catch (error) {
    if (!isHoldpointError(error)) throw error;
  }
}

/** Who started a run and those it was forked from; rewinds come in their order. */
function startersOf(run: Run, runs: Run[]): string[] {
  const [first] = run.events;
  const { runId } = (first?.data ?? {}) as { runId?: string };
  const from = runs.find(({ id }) => id === runId);
  return [first?.actor.id ?? "", ...(from ? startersOf(from, runs) : [])];
}

/** Read from the events alone: who decided what, in order. */
function broken(run: Run, runs: Run[]): string[] {
  const problems: string[] = [];
  const starters = startersOf(run, runs);
  /** Who checked what the run goes on from; and what it was when each visit began. */
  let checked = "";
  const checkedAt = new Map<number, string>();
  const signers = new Map<number, string[]>();
  for (const { type, actor, data } of run.events) {
    const { step = "", seq = 0 } = (data ?? {}) as { step?: string; seq?: number };
    if (type === "review.opened") checkedAt.set(seq, checked);
    if (type === "run.rewound") {
      starters.push(actor.id);
      checked = checkedAt.get(seq) ?? checked;
    }
    if (type !== "review.decided" || actor.kind !== "person") continue;
    if (step !== "once-more" && starters.includes(actor.id)) problems.push(`${actor.id} started and decided ${step}`);
    if (step === "check") checked = actor.id;
    if (step === "sign") {
      const before = signers.get(seq) ?? [];
      if (before.includes(actor.id)) problems.push(`${actor.id} signed twice`);
      if (checked === actor.id) problems.push(`${actor.id} checked and signed`);
      signers.set(seq, [...before, actor.id]);
    }
  }
  return problems;
}

it("T3: in whatever order people answer, rewind and fork, nobody decides twice or on their own", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 40 }), async (acts) => {
      const runs = [await testRun(signed, { people })];
      await runs[0]?.until("check");
      for (const one of acts) await play(runs, one);
      expect(runs.flatMap((run) => broken(run, runs))).toEqual([]);
    }),
    { numRuns: 150 },
  );
}, 60_000);
