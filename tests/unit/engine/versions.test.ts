import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sameForm } from "@/lib/engine/same-form";
import type { FormSpec } from "@/lib/forms/spec";
import { testRun } from "@/lib/testing";
import { text, workflow } from "@/lib/workflow";
import { createRegistry } from "@/lib/workflow/registry";
import { letter, nextLetter } from "../../fixtures/versions/letter";

const another = workflow("another", { title: "Another", input: {} })
  .end("done", { output: () => null })
  .build();

const releases = { old: [letter], none: [another], both: [letter, nextLetter], next: [nextLetter] };
const release = fc.constantFrom(...(Object.keys(releases) as (keyof typeof releases)[]));
const votes = fc.tuple(fc.boolean(), fc.boolean(), fc.boolean());

/** The letter from start to end, with some release in place before each thing that people do. */
async function play(again: boolean, [one, two, three]: [boolean, boolean, boolean], order: (keyof typeof releases)[]) {
  const run = await testRun(letter, {});
  await run.until("review");
  const next = async () => {
    const name = order.shift();
    if (name) await run.redeploy(...releases[name]);
  };
  const { form } = run;
  await next();
  if (again) {
    await form.decide("update", { comment: "Shorter" });
    await run.redeploy(...releases.next);
    await run.until("review");
  }
  await run.form.decide("accept");
  await run.redeploy(...releases.next);
  await run.until("votes");
  for (const [index, yes] of [one, two, three].entries()) {
    const key = ["one", "two", "three"][index] as string;
    await next();
    await run.formOf(key).decide(yes ? "yes" : "no");
  }
  await next();
  await run.signal("payment", 1, "first");
  if (run.status !== "completed") await run.signal("payment", 2, "second");
  await run.redeploy(...releases.next);
  await run.untilEnd();
  return run;
}

describe("whatever is deployed while people answer", () => {
  it("the run ends as it would have, each answer counted once", { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.boolean(), votes, fc.array(release, { maxLength: 5 }), async (again, given, order) => {
        const run = await play(again, given, [...order]);
        const [one, two, three] = given.map((yes) => (yes ? "yes" : "no"));
        expect(run.output).toEqual({ by: expect.any(String), votes: { one, two, three }, paid: 1 });
        const decided = run.events.filter(({ type }) => type === "review.decided");
        expect(decided).toHaveLength(again ? 5 : 4);
        expect(run.events.map(({ seq }) => seq)).toEqual(run.events.map((_, index) => index + 1));
      }),
      { numRuns: 40 },
    );
  });
});

describe("the same form", () => {
  const form = (field: object, more: Partial<FormSpec> = {}): FormSpec => ({
    fields: [{ name: "note", label: "Note", type: "text", required: false, ...field }],
    actions: [{ name: "go", label: "Go", requires: [] }],
    ...more,
  });

  it("may have other texts, defaults, and another order of its keys", () => {
    expect(sameForm(form({}), form({ label: "Remark", help: "Any.", default: "x" }))).toBe(true);
    expect(sameForm(form({ min: 1, max: 2 }), form({ max: 2, min: 1 }))).toBe(true);
    const options = (label: string) => form({ type: "select", options: [{ value: "a", label }] });
    expect(sameForm(options("A"), options("Letter A"))).toBe(true);
  });

  it.each([
    ["a type", { type: "number" }],
    ["what is required", { required: true }],
    ["a limit", { maxLength: 3 }],
    ["a name", { name: "remark" }],
  ])("has not another %s", (_, change) => {
    expect(sameForm(form({}), form(change))).toBe(false);
  });

  it("has the same buttons and options", () => {
    expect(sameForm(form({}), form({}, { actions: [{ name: "stop", label: "Go", requires: [] }] }))).toBe(false);
    const options = (value: string) => form({ type: "select", options: [{ value, label: "A" }] });
    expect(sameForm(options("a"), options("b"))).toBe(false);
  });

  it("is the same both ways, and as itself", () => {
    const anyForm = fc
      .record({ label: fc.string(), max: fc.nat(2), required: fc.boolean() })
      .map((field) => form(field));
    fc.assert(
      fc.property(anyForm, anyForm, (one, other) => {
        expect(sameForm(one, one)).toBe(true);
        expect(sameForm(one, other)).toBe(sameForm(other, one));
      }),
    );
  });
});

it("migrating says at load what is wrong with it", () => {
  const wrong = workflow("wrong", {
    title: "Wrong",
    version: 2,
    input: { note: text({ label: "Note" }) },
    migrate: [{ from: [], steps: { old: "nowhere" } }, { from: "two" }],
  })
    .end("done", { output: () => null })
    .build();
  expect(() => createRegistry([wrong])).toThrow(
    [
      'Workflow "wrong": migrate: name at least one version in from.',
      'Workflow "wrong": migrate: "old" goes to "nowhere", which is no step; use one of: done.',
      'Workflow "wrong": migrate: "two" in from is no version; use its number, or number and hash like 2-ab12cd34.',
    ].join("\n"),
  );
});
