import { describe, expect, it } from "vitest";
import { compile, DefinitionError } from "@/lib/engine/definition/compile";
import { structureOf } from "@/lib/engine/definition/structure";
import type { EngineEvent } from "@/lib/engine/events";
import { EXCLUDED } from "@/lib/engine/ignored";
import { unstartedRun } from "@/lib/engine/newborn";
import type { Program } from "@/lib/engine/program";
import { transition } from "@/lib/engine/transition";
import type { Actor, Snapshot } from "@/lib/engine/types";
import { testRun } from "@/lib/testing";
import { text, workflow } from "@/lib/workflow";

const buttons = { yes: { label: "Yes" }, no: { label: "No" } };

const inner = workflow("inner", { title: "Inner", input: {} })
  .form("ask", { fields: {}, actions: buttons })
  .end("done", { output: () => "asked" })
  .build();

/** Checked, then approved in a branch, then signed by two; *No* of a check begins again. */
const policy = workflow("policy", { title: "Policy", input: { what: text({ label: "What" }) } })
  .form("check", {
    title: "Check",
    fields: {},
    actions: { ...buttons, again: { label: "Again", to: "check" } },
    people: { notBy: [{ starter: true }] },
  })
  .parallel("approve", { title: "Approval", branches: { one: { run: inner, input: () => ({}) } } })
  .forms("sign", {
    title: "Signatures",
    each: () => [{ key: "first" }, { key: "second" }],
    fields: {},
    actions: buttons,
    people: { distinct: true, notBy: [{ step: "check" }, { step: "approve" }] },
  })
  .end("done", { output: () => "signed" })
  .build();

const refused = (message: RegExp) => ({ code: "forbidden", message: expect.stringMatching(message) });

async function started() {
  return (await testRun(policy, { input: { what: "x" }, people: { Rex: { role: "admin" } } })).until("check");
}

async function toSign(...checkers: string[]) {
  const run = await started();
  for (const checker of checkers.slice(0, -1)) await run.as(checker).decide("again");
  await run.as(checkers.at(-1) ?? "Ada").decide("yes");
  await run.as("Bob").branch("approve", "one").decide("yes");
  return run.until("sign");
}

describe("T3: who may not decide", () => {
  it("the starter, whoever decided at the step before or in its branches, and whoever signed already", async () => {
    const run = await started();
    await expect(run.decide("yes")).rejects.toMatchObject(refused(/^You started this/));
    const next = await toSign("Ada");
    await expect(next.as("Ada").formOf("first").decide("yes")).rejects.toMatchObject(refused(/decided at “Check”/));
    await expect(next.as("Bob").formOf("first").decide("yes")).rejects.toMatchObject(refused(/decided at “Approval”/));
    await next.as("Cleo").formOf("second").decide("yes");
    await expect(next.as("Cleo").formOf("first").decide("yes")).rejects.toMatchObject(refused(/already/));
    await next.as("Emil").formOf("first").decide("no");
    expect(next.status).toBe("completed");
  });

  it("of a step that was visited again only the latest visit counts", async () => {
    const run = await toSign("Cleo", "Ada");
    await run.as("Cleo").formOf("first").decide("yes");
    await expect(run.as("Ada").formOf("second").decide("yes")).rejects.toMatchObject(refused(/decided at “Check”/));
  });

  it("whoever rewinds counts as starter from then on, and so do those before", async () => {
    const run = await started();
    await run.as("Ada").decide("yes");
    await run.as("Rex").rewind(1);
    await expect(run.as("Rex").decide("yes")).rejects.toMatchObject(refused(/^You started this/));
    await expect(run.decide("yes")).rejects.toMatchObject(refused(/^You started this/));
    await run.as("Ada").decide("yes");
  });

  it("whoever forks counts as starter, and the starter of the first run too", async () => {
    const run = await started();
    const fork = await run.as("Rex").fork(1);
    await expect(fork.as("Rex").decide("yes")).rejects.toMatchObject(refused(/^You started this/));
    await expect(fork.decide("yes")).rejects.toMatchObject(refused(/^You started this/));
    await fork.as("Ada").decide("yes");
  });

  it("a fork begins at the approval at the latest, and nobody replaces one", async () => {
    const run = await toSign("Ada");
    await expect(run.fork("sign")).rejects.toMatchObject(refused(/"Check" counts for this run only.*visit 1/));
    await expect(run.fork(1, { check: { action: "yes" } })).rejects.toMatchObject(refused(/nobody can/));
    await expect(run.fork(1, { approve: { one: "x" } })).rejects.toMatchObject(refused(/nobody can/));
    await run.fork(1);
  });
});

it("T3: the engine refuses by itself what a door would have let pass", () => {
  const program = compile(policy, "1");
  const by = { kind: "person", id: "ana", name: "Ana" } as const;
  let ids = 0;
  const newId = () => `id-${++ids}`;
  const given = { id: "run", workspaceId: "w", workflow: "policy", version: "1", input: {}, model: null };
  const unstarted = unstartedRun({ ...given, startedBy: by, now: new Date(0) });
  const started = transition(program, unstarted, { type: "run.started" }, newId);
  if ("ignored" in started) throw new Error(started.ignored);
  const { run, openedReviews } = started;
  const snapshot = { ...unstarted, run, openReviews: openedReviews };
  const reviewId = openedReviews[0]?.id ?? "";
  const decide = (who: Actor) =>
    transition(program, snapshot, { type: "review.decided", reviewId, by: who, action: "yes", values: {} }, newId);
  expect(decide(by)).toEqual({ ignored: EXCLUDED });
  expect(decide({ ...by, id: "ben" })).toHaveProperty("closedReviews");
});

/** One run of what `forms` builds, moved by events alone; a version is its program. */
function history(workflow: string) {
  let ids = 0;
  const by = (id: string) => ({ kind: "person", id, name: id }) as const;
  const given = { id: "run", workspaceId: "w", workflow, version: "1-a", input: {}, model: null };
  let snapshot: Snapshot = unstartedRun({ ...given, startedBy: by("ana"), now: new Date(0) });
  const apply = (program: Program | null, event: EngineEvent) => {
    const change = transition(program, snapshot, event, () => `id-${++ids}`);
    if ("ignored" in change) return change.ignored;
    const closed = change.closedReviews.map(({ id }) => id);
    const left = snapshot.openReviews.filter(({ id }) => !closed.includes(id));
    const answers = change.closedReviews.flatMap(({ id, decision }) => {
      const review = snapshot.openReviews.find((one) => one.id === id);
      return review && decision ? [{ id, key: review.key, assignee: review.assignee, decision }] : [];
    });
    const heldAnswers = change.run.held ? [...(snapshot.heldAnswers ?? []), ...answers] : [];
    snapshot = { ...snapshot, run: change.run, heldAnswers, openReviews: [...left, ...change.openedReviews] };
    return change;
  };
  return {
    apply,
    open: () => snapshot.openReviews.map(({ key, id }) => ({ key, id })),
    decide(program: Program | null, key: string, who: string) {
      const reviewId = snapshot.openReviews.find((review) => review.key === key)?.id ?? "";
      return apply(program, { type: "review.decided", reviewId, by: by(who), action: "yes", values: {} });
    },
    migrate: (program: Program) => apply(program, { type: "run.migrated", by: by("dana"), seq: snapshot.run.seq }),
  };
}

const versioned = (version: number) => ({ version, ...(version > 1 && { migrate: { from: 1 } }) });

it("a run that is migrated to a version with a policy asks anew, and those who answered already count", () => {
  const forms = (version: number, people?: { distinct: boolean; notBy: { starter: true }[] }) =>
    workflow("votes", { title: "Votes", input: {}, ...versioned(version) })
      .forms("sign", { each: () => [{ key: "first" }, { key: "second" }], fields: {}, actions: buttons, people })
      .end("done", { output: () => null })
      .build();
  const before = compile(forms(1), "1-a");
  const after = compile(forms(2, { distinct: true, notBy: [{ starter: true }] }), "2-b");
  const run = history("votes");
  run.apply(before, { type: "run.started" });
  run.decide(before, "first", "ben");
  const shown = run.open();
  run.migrate(after);
  expect(run.open()).toEqual([{ key: "second", id: expect.not.stringMatching(shown[0]?.id ?? "") }]);
  expect([run.decide(after, "second", "ana"), run.decide(after, "second", "ben")]).toEqual([EXCLUDED, EXCLUDED]);
  expect(run.decide(after, "second", "cleo")).toMatchObject({ run: { status: "completed" } });
});

describe("a version that asks somebody else", () => {
  const form = (version: number, role: "reviewer" | "admin") =>
    workflow("asked", { title: "Asked", input: {}, ...versioned(version) })
      .form("ask", { fields: {}, actions: buttons, assignee: { kind: "role", id: role } })
      .end("done", { output: () => null })
      .build();
  const [before, after] = [compile(form(1, "reviewer"), "1-a"), compile(form(2, "admin"), "2-b")];

  it("asks them anew", () => {
    const run = history("asked");
    run.apply(before, { type: "run.started" });
    const shown = run.open();
    run.migrate(after);
    expect(run.open()[0]?.id).not.toBe(shown[0]?.id);
  });

  it("takes no answer of those who were asked before", () => {
    const run = history("asked");
    run.apply(before, { type: "run.started" });
    expect(run.decide(null, "ask", "ben")).toHaveProperty("run.held.length", 1);
    expect(run.migrate(after)).toMatch(/it was answered, and "ask" asks somebody else/);
    expect(run.migrate(compile(form(2, "reviewer"), "2-b"))).toHaveProperty("run.version", "2-b");
  });
});

describe("a policy", () => {
  it("names a step that asks people", () => {
    const wrong = (step: string) =>
      ({
        ...policy,
        steps: policy.steps.map((one) => ("people" in one ? { ...one, people: { notBy: [{ step }] } } : one)),
      }) as typeof policy;
    expect(() => compile(wrong("nobody"), "1")).toThrow(DefinitionError);
    expect(() => compile(wrong("nobody"), "1")).toThrow(/names "nobody", which is no step/);
    expect(() => compile(wrong("done"), "1")).toThrow(/names "done", where nobody decides/);
  });

  it("is part of the structure where there is one", () => {
    expect(JSON.stringify(structureOf(policy))).toContain('"people":{"distinct":true');
    expect(JSON.stringify(structureOf(inner))).not.toContain("people");
  });
});
