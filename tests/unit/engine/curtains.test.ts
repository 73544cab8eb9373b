import { describe, expect, it } from "vitest";
import { behind, inheritedFrom, insiderOf, rewoundTo, withCurtain } from "@/lib/engine/curtains";
import { compile } from "@/lib/engine/definition/compile";
import type { WorkflowDefinition } from "@/lib/engine/definition/definition";
import type { EngineEvent } from "@/lib/engine/events";
import { unstartedRun } from "@/lib/engine/newborn";
import type { RunPeople } from "@/lib/engine/people";
import type { StepDefinition } from "@/lib/engine/steps";
import type { FormDefinition } from "@/lib/engine/steps/form";
import { transition } from "@/lib/engine/transition";
import type { RunState, Snapshot } from "@/lib/engine/types";
import { maySeeVisit, seenVisits, sightOf } from "@/lib/operations/may-see";
import type { RunSnapshot } from "@/lib/operations/records";
import { testRun } from "@/lib/testing";
import { memoryStore } from "@/lib/testing/memory-store";
import { principal } from "@/lib/testing/people";
import { text, workflow } from "@/lib/workflow";

const ana = { kind: "person", id: "ana", name: "Ana" } as const;
const at = (seq: number, people: RunPeople, more: Partial<RunState> = {}) =>
  ({
    seq,
    eventSeq: seq * 10,
    draftCount: seq,
    stepName: "lead",
    visits: { lead: 1 },
    startedBy: ana,
    people,
    ...more,
  }) as RunState;
const sight = (name: string, people: RunPeople, asked: string[] = []) =>
  sightOf(principal(name), { workspaceId: "workspace", startedBy: ana, people, asked });
const ranges = (name: string, people: RunPeople) => sight(name, people)?.hiddenVisits ?? null;

describe("T9: a curtain", () => {
  const once = withCurtain(at(5, {}), ["role admin", "person ben"]);

  it("hides all from its visit on from those it does not let through", () => {
    expect(once.curtains).toEqual([{ seq: 5, event: 50, draft: 5, asked: ["role admin", "person ben"], visits: {} }]);
    expect(sight("cleo", once)).toMatchObject({
      hiddenVisits: [{ from: 5, to: null }],
      hiddenEvents: [{ from: 51, to: null }],
      hiddenDrafts: [{ from: 6, to: null }],
    });
    for (const name of ["ben", "ana"]) expect([name, ranges(name, once)]).toEqual([name, []]);
    expect(
      sightOf(principal("dana", { role: "admin" }), {
        workspaceId: "workspace",
        startedBy: ana,
        people: once,
        asked: [],
      })?.hiddenVisits,
    ).toEqual([]);
    expect(
      sightOf(principal("dana", { role: "admin" }), { workspaceId: "other", startedBy: ana, people: once, asked: [] }),
    ).toBeNull();
  });

  it("is lifted for nobody by a rewind of theirs, but for who started what it was forked from", () => {
    expect(ranges("rex", { ...once, rewinders: ["rex"] })).toEqual(ranges("cleo", once));
    expect(ranges("rex", { ...once, starters: ["rex"] })).toEqual([]);
  });

  it("falls once for the same people, and again for fewer", () => {
    expect(withCurtain(at(7, once), ["person ben", "role admin"])).toBe(once);
    const twice = withCurtain(at(7, once), ["person ben"]);
    expect(ranges("ben", twice)).toEqual([]);
    expect(
      sightOf(principal("eva", { teams: ["x"] }), {
        workspaceId: "workspace",
        startedBy: ana,
        people: twice,
        asked: [],
      })?.hiddenVisits,
    ).toHaveLength(2);
    expect([behind(twice, 5), behind(twice, 6), behind(twice, 8)]).toEqual([
      null,
      ["role admin", "person ben"],
      ["person ben"],
    ]);
  });

  it("asks the one it lets through, else the starter, else admins", () => {
    const one = withCurtain(at(5, {}), ["team t"]);
    expect(insiderOf({ people: one, startedBy: ana })).toEqual({ kind: "team", id: "t" });
    expect(insiderOf({ people: once, startedBy: ana })).toEqual({ kind: "person", id: "ana" });
    const system = { kind: "system", id: "engine", name: "Holdpoint" } as const;
    expect(insiderOf({ people: {}, startedBy: system })).toEqual({ kind: "role", id: "admin" });
  });

  it("is lifted by a rewind to before it, and what was behind it stays hidden, whatever comes then", () => {
    const later = at(9, once, { visits: { write: 1, lead: 2, secret: 3 } });
    const lifted = rewoundTo(later, 5);
    expect(ranges("cleo", lifted)).toEqual([{ from: 5, to: 10 }]);
    expect(seenVisits(sight("cleo", lifted) as never, { write: 2, lead: 3, secret: 3 })).toEqual({ write: 1, lead: 1 });
    const again = rewoundTo(at(12, lifted), 7);
    expect(ranges("cleo", again)).toEqual([
      { from: 5, to: 10 },
      { from: 13, to: null },
    ]);
    expect(ranges("ben", again)).toEqual([]);
    expect(rewoundTo(at(9, once), 6).curtains).toEqual(once.curtains);
  });

  it("hides a run that begins behind it altogether, and none that begins before", () => {
    expect(inheritedFrom(once, 5)).toEqual({});
    const fork = inheritedFrom({ ...once, visibility: "participants" }, 6);
    expect(fork.visibility).toBe("participants");
    expect(sight("cleo", fork, ["person cleo"])).toBeNull();
    expect(sight("ben", fork, ["person ben"])?.hiddenVisits).toEqual([]);
  });
});

const piece = workflow("piece", { title: "A piece", input: { lead: text({ label: "Lead" }) } })
  .form("look", { title: "Look", fields: {}, actions: { ok: { label: "Ok" } } })
  .branch("who", { targets: ["lead", "done"], choose: ({ input }) => (input.lead ? "lead" : "done") })
  .form("lead", {
    title: "Lead",
    visibility: "participants",
    assignee: { kind: "role", id: "admin" },
    fields: {},
    actions: { ok: { label: "Ok" } },
  })
  .end("done", { output: () => "said in private" })
  .build();

const whole = workflow("whole", { title: "The whole", input: {} })
  .each("pieces", { items: () => ["lead", "", ""], run: piece, input: (lead) => ({ lead }), concurrency: 2 })
  .form("all", { title: "All", fields: {}, actions: { ok: { label: "Ok" } } })
  .end("done", { output: ({ outputs }) => outputs.pieces })
  .build();

const people = { Ana: { role: "author" as const }, Ben: {}, Dana: { role: "admin" as const } };

it("T9: what a branch hides is hidden in what its parent makes of it, and not in its siblings", async () => {
  const run = await testRun(whole, { people });
  await run.until("pieces");
  const open = () => run.forms.map(({ view }) => [view.step.name, view.assignee]);
  expect(open()).toEqual([
    ["look", null],
    ["look", null],
  ]);
  const [first, second] = run.forms;
  await first?.decide("ok");
  await run.as("Dana").formOf("lead").decide("ok");
  // The third begins after the first has told what it hid.
  expect(open()).toEqual([
    ["look", null],
    ["look", null],
  ]);
  await second?.decide("ok");
  await run.formOf("look").decide("ok");
  await run.until("all");
  expect(open()).toEqual([["all", { kind: "role", id: "admin" }]]);
});

const open = workflow("notice", { title: "A notice", input: {} })
  .form("look", { title: "Look", fields: {}, actions: { ok: { label: "Ok" } } })
  .end("done", { output: () => null })
  .build();

const kept = ({ visibility, form }: { visibility?: string; form?: boolean }): WorkflowDefinition => {
  const [look, done] = open.steps as [FormDefinition, StepDefinition];
  const steps = [{ ...look, ...(form && { visibility: "participants" as const }) }, done];
  return { ...open, version: 2, migrate: { from: 1 }, steps, ...(visibility && { visibility: "participants" }) };
};

it.each([{ visibility: "participants" }, { form: true }])(
  "T9: a run that waits is hidden when a new version says so: %o",
  (how) => {
    const store = memoryStore(() => new Date(0), 1_000);
    let ids = 0;
    const apply = (definition: WorkflowDefinition, version: string, snapshot: Snapshot, event: EngineEvent) => {
      const change = transition(compile(definition, version), snapshot, event, () => `id-${++ids}`);
      if ("ignored" in change) throw new Error(change.ignored);
      store.commit(change);
      return store.readRun("run") as RunSnapshot;
    };
    const given = {
      id: "run",
      workspaceId: "workspace",
      workflow: "notice",
      version: "1-test",
      input: {},
      model: null,
    };
    const unstarted = unstartedRun({ ...given, startedBy: ana, now: new Date(0) });
    const before = apply(open, "1-test", unstarted, { type: "run.started" });
    const after = apply(kept(how), "2-test", before, { type: "run.migrated", by: ana, seq: 1 });
    const seen = { ...after.run, asked: after.asked };
    const [review] = after.openReviews;
    expect(review).toMatchObject({
      visibility: "participants",
      assignee: { kind: "person", id: "ana" },
      stepName: "look",
    });
    expect(maySeeVisit(principal("ben"), { ...before.run, asked: [] }, { seq: 1 })).toBe(true);
    expect(maySeeVisit(principal("ben"), seen, { seq: review?.seq ?? 0 })).toBe(false);
    expect(maySeeVisit(principal("ana"), seen, { seq: review?.seq ?? 0 })).toBe(true);
  },
);
