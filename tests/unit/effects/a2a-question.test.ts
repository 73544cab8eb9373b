import { describe, expect, test } from "vitest";
import { answerTo, questionsOf } from "@/lib/effects/a2a-question";
import type { Json } from "@/lib/engine/types";

const ask = (text: string, data: Json = null, note: string | null = null) =>
  questionsOf("Nordwind", { text, data }, { note, drafts: false }).map(({ plan, review }) => ({ ...plan, review }));

const schema = { type: "object", properties: { comment: { type: "string" }, draft: { type: "string" } } };

describe("what an agent asks becomes a form", () => {
  test("a short text is the title, a long one stands below it", () => {
    const [short] = ask("Which day?");
    expect(short).toMatchObject({ title: "Which day?", description: "Nordwind asks.", review: null });
    expect(short?.form.fields).toMatchObject([{ name: "answer", type: "textarea", required: true }]);
    const [long] = ask("Dear customer,\n\nwhich day?");
    expect(long).toMatchObject({ title: "Nordwind asks", description: "Dear customer,\n\nwhich day?" });
    expect(ask("")[0]?.title).toBe("Nordwind asks");
  });

  test("one form for each data part with a schema; other data is no question", () => {
    const part = (reviewId: string) => ({ reviewId, schema, actions: [{ name: "go", label: "Go" }] });
    expect(ask("Two", [part("a"), { progress: 1 }, part("b")]).map(({ review }) => review?.reviewId)).toEqual([
      "a",
      "b",
    ]);
    expect(ask("None", { progress: 1 })).toMatchObject([{ title: "None", review: null }]);
  });

  test("two forms that go by one reviewId are no question: nobody could tell their answers apart", () => {
    const part = { reviewId: "a", schema, actions: [] };
    expect(() => ask("", [part, part])).toThrow("Nordwind asks twice under one reviewId.");
    const unnamed = { schema, actions: [] };
    expect(ask("", [unnamed, unnamed])).toHaveLength(2);
  });

  test("more values than a form can have are said to be left out", () => {
    const of = (count: number) =>
      ask("", { schema: { properties: Object.fromEntries(Array.from({ length: count }, (_, at) => [`f${at}`, {}])) } });
    expect(of(101)[0]?.form.fields).toHaveLength(100);
    expect(of(101)[0]?.description).toContain("the first 100 are asked for here");
    expect(of(100)[0]?.description).toBe("Nordwind asks.");
  });

  test("buttons that would be mistaken for each other carry their names", () => {
    const actions = [
      { name: "approve", label: "Reject" },
      { name: "reject", label: "Approve" },
      { name: "later", label: "Later" },
    ];
    expect(ask("", { schema, actions })[0]?.form.actions.map(({ label }) => label)).toEqual([
      "Reject (approve)",
      "Approve (reject)",
      "Later",
    ]);
  });

  test("T13: names that are required and not described cost no more than they are long", () => {
    const names = Array.from({ length: 5_000 }, (_, at) => `r${at}`);
    let reads = 0;
    const required = new Proxy(names, {
      get: (target, key) => {
        reads += 1;
        return Reflect.get(target, key);
      },
    });
    expect(() => ask("", { schema: { properties: { a: {} }, required } })).toThrow("requires");
    expect(reads).toBeLessThan(10 * names.length);
  });

  test("options that would read the same carry their values", () => {
    const oneOf = ["a", "b", "c"].map((value) => ({ const: value, title: value === "c" ? "No" : "Yes" }));
    const [form] = ask("", { schema: { properties: { it: { oneOf } } } });
    expect(form?.form.fields[0]?.options?.map(({ label }) => label)).toEqual(["Yes (a)", "Yes (b)", "No"]);
  });

  test("a list whose groups nobody could fill in is written as JSON", () => {
    const items = { properties: { "not a name!": {}, note: {} }, required: ["not a name!"] };
    const [form] = ask("", { schema: { properties: { lines: { type: "array", items } } } });
    expect(form?.form.fields).toMatchObject([{ name: "lines", type: "json" }]);
  });

  test("a draft stands above the fields, under a name that none of them has", () => {
    const [form] = ask("Read", { schema, draft: "# Once", actions: [] });
    expect(form?.form.fields.map(({ name, content }) => [name, content])).toEqual([
      ["shown_draft", "# Once"],
      ["comment", undefined],
      ["draft", undefined],
    ]);
  });

  test("or it becomes the run's own, where there is one question only", () => {
    const part = { reviewId: "a", schema, draft: "# Once", actions: [] };
    const drafts = (data: Json) =>
      questionsOf("Nordwind", { text: "", data }, { note: null, drafts: true }).map(({ draft, plan }) => [
        draft,
        plan.showsDraft,
        plan.form.fields.length,
      ]);
    expect(drafts(part)).toEqual([["# Once", true, 2]]);
    expect(drafts([part, { ...part, reviewId: "b" }])).toEqual([
      [null, false, 3],
      [null, false, 3],
    ]);
  });

  test("buttons that can't be buttons are left out, and a form has always one", () => {
    const actions = [
      { name: "accept", label: " ", requires: ["comment", "nothing", 1] },
      { name: "accept", label: "Accept", requires: ["comment"] },
      "stop",
      null,
    ];
    expect(ask("", { schema, actions: actions as Json })[0]?.form.actions).toEqual([
      { name: "accept", label: "Accept", requires: ["comment"], tone: "primary" },
    ]);
    for (const none of [undefined, {}, [1]]) {
      const [form] = ask("", { schema, ...(none === undefined ? {} : { actions: none as Json }) });
      expect(form?.form.actions).toMatchObject([{ name: "continue" }]);
    }
  });

  test("why it is asked again is said first, and what is too large is not shown", () => {
    expect(ask("Which day?", null, "There is no such day.")[0]?.description).toBe(
      "There is no such day.\n\nNordwind asks.",
    );
    expect(() => ask("x".repeat(500_001))).toThrow("more than 500 kB");
  });

  test("what nobody could answer, or read, is refused with the reason", () => {
    expect(() => ask("", Array(21).fill({ schema }))).toThrow("more than 20 forms");
    const buttons = Array.from({ length: 21 }, (_, at) => ({ name: `b${at}`, label: "Go" }));
    expect(() => ask("", { schema, actions: buttons })).toThrow("more than 20 buttons");
    const impossible = { properties: { "no name": {} }, required: ["no name"] };
    expect(() => ask("", { schema: impossible })).toThrow('Nordwind requires "no name", which no form here can have');
    const actions = [
      { name: "accept", label: "Accept" },
      { name: "reject-all", label: "Reject all" },
    ];
    expect(() => ask("", { schema, actions })).toThrow('Nordwind offers the button "reject-all", which no form here');
    const [{ form } = { form: null }] = ask("", { schema, actions: [{ name: "go", label: "G".repeat(1_000) }] });
    expect(form?.actions[0]?.label).toHaveLength(100);
  });
});

test("the answer is said in the agent's own terms", () => {
  const values = { answer: "Sunday" };
  expect(answerTo({ review: null }, { action: "continue", values })).toEqual({ text: "Sunday" });
  const review = { reviewId: "r1", draftRevision: 2 };
  const data = { reviewId: "r1", action: "accept", values, draftRevision: 2 };
  expect(answerTo({ review }, { action: "accept", values })).toEqual({ data });
  const nameless = { reviewId: null, draftRevision: null };
  expect(answerTo({ review: nameless }, { action: "accept", values: {} })).toEqual({
    data: { action: "accept", values: {} },
  });
});
