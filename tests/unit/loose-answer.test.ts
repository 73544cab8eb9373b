import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { looseAnswer, looseInput } from "@/lib/forms/loose-answer";
import type { ActionSpec, FieldSpec, FormSpec } from "@/lib/forms/spec";
import { parseValues } from "@/lib/forms/to-zod";

const field = (name: string, more: Partial<FieldSpec> = {}): FieldSpec => ({
  name,
  label: `The ${name}`,
  type: "text",
  required: false,
  ...more,
});
const button = (name: string, label: string, ...requires: string[]): ActionSpec => ({ name, label, requires });

/** The form of *Write a story*. */
const judge: FormSpec = {
  fields: [field("comment", { type: "textarea", label: "Comment" })],
  actions: [button("update", "Update with comments", "comment"), button("accept", "Accept")],
};
const ask: FormSpec = { fields: [field("answer", { required: true })], actions: [button("send", "Send")] };

const pressed = (action: string, values: object = {}) => ({ ok: true, action, values });
const choices =
  'Choose one of: update (Update with comments), accept (Accept). Any other text becomes "Comment" and presses "Update with comments".';

describe("a loose answer", () => {
  it.each<[string, FormSpec, unknown, object]>([
    ["presses a button by its name", judge, "accept", pressed("accept")],
    ["presses a button by its label, in any case, with spaces around", judge, "  ACCEPT ", pressed("accept")],
    ["presses by a label of several words", judge, "update WITH comments", pressed("update")],
    ["fills the field that one button requires", judge, "Name her Ida", pressed("update", { comment: "Name her Ida" })],
    ["fills the one required field of a form with one button", ask, "42", pressed("send", { answer: "42" })],
    ["takes a number for text", ask, 42, pressed("send", { answer: "42" })],
    ["takes fields and the button from an object", judge, { action: "Accept", comment: "" }, pressed("accept")],
    ["needs no button's name where there is one button", ask, { answer: "x" }, pressed("send", { answer: "x" })],
    ["takes blank text as not given", judge, { action: "update", comment: "  " }, pressed("update")],
  ])("%s", (_, form, value, expected) => {
    expect(looseAnswer(form, value)).toEqual(expected);
  });

  it.each<[string, FormSpec, unknown, string]>([
    ["an object without its button", judge, { comment: "x" }, choices],
    ["a button that is none", judge, { action: "publish" }, choices],
    ["empty text", judge, "", choices],
    ["nothing", judge, null, choices],
    ["an empty answer to a question", ask, " ", 'Send an object with a value for "The answer".'],
    [
      "text where two fields are required",
      { fields: [field("a", { required: true }), field("b", { required: true })], actions: [button("go", "Go")] },
      "x",
      'Send an object with a value for "The a" and "The b".',
    ],
    [
      "text where two buttons ask for it: it never chooses between approval and rejection",
      { fields: [field("why")], actions: [button("yes", "Approve", "why"), button("no", "Reject", "why")] },
      "looks fine",
      "Choose one of: yes (Approve), no (Reject).",
    ],
    [
      "text where the form asks for it and every button would do",
      { fields: [field("why", { required: true })], actions: [button("yes", "Approve"), button("no", "Reject")] },
      "I have doubts",
      "Choose one of: yes (Approve), no (Reject).",
    ],
    [
      "a label that two buttons have",
      { fields: [], actions: [button("a", "OK"), button("b", "ok")] },
      "OK",
      "Choose one of: a (OK), b (ok).",
    ],
  ])("refuses %s, with the choices", (_, form, value, message) => {
    expect(looseAnswer(form, value)).toEqual({ ok: false, errors: [{ field: expect.any(String), message }] });
  });

  it("finds its button under _action where a field is called action", () => {
    const form = { ...judge, fields: [...judge.fields, field("action")] };
    expect(looseAnswer(form, { _action: "accept", action: "x" })).toEqual(pressed("accept", { action: "x" }));
    expect(looseAnswer(form, { action: "accept" })).toMatchObject({ ok: false, errors: [{ field: "_action" }] });
  });

  const word = fc.stringMatching(/^[a-z]{1,8}$/);
  const forms = fc
    .record({
      names: fc.uniqueArray(word, { minLength: 1, maxLength: 4 }),
      labels: fc.array(fc.string({ maxLength: 8 }), { minLength: 4, maxLength: 4 }),
      fields: fc.uniqueArray(fc.record({ name: word, required: fc.boolean() }), {
        maxLength: 4,
        selector: ({ name }) => name,
      }),
      required: fc.array(fc.subarray([0, 1, 2, 3]), { minLength: 4, maxLength: 4 }),
    })
    .map(
      ({ names, labels, fields, required }): FormSpec => ({
        fields: fields.map(({ name, required }) => field(name, { required })),
        actions: names.map((name, index) =>
          button(name, labels[index] ?? name, ...(required[index] ?? []).flatMap((at) => fields[at]?.name ?? [])),
        ),
      }),
    );

  it("never throws, presses only a button of the form, and says why when it presses none", () => {
    fc.assert(
      fc.property(forms, fc.oneof(fc.jsonValue(), fc.string()), (form, value) => {
        const answer = looseAnswer(form, value);
        if (answer.ok) expect(form.actions.map(({ name }) => name)).toContain(answer.action);
        else expect(answer.errors[0]?.message).toMatch(/\.$/);
      }),
    );
  });

  it("means by a button's name that button, whatever else the form has", () => {
    fc.assert(
      fc.property(forms, fc.nat(3), (form, at) => {
        const action = form.actions[at % form.actions.length];
        if (!action) return;
        expect(looseAnswer(form, ` ${action.name} `)).toEqual(pressed(action.name));
        const key = form.fields.some(({ name }) => name === "action") ? "_action" : "action";
        expect(looseAnswer(form, { [key]: action.name })).toEqual(pressed(action.name));
      }),
    );
  });

  it("fills with plain text only what makes the pressed button's form complete", () => {
    fc.assert(
      fc.property(forms, (form) => {
        const answer = looseAnswer(form, "Some text that is no button");
        if (!answer.ok) return;
        const action = form.actions.find(({ name }) => name === answer.action);
        expect(parseValues(form, action, answer.values)).toEqual({ ok: true, values: answer.values });
        expect(Object.keys(answer.values)).toHaveLength(1);
      }),
    );
  });
});

const options = [
  { value: "red", label: "Dark red" },
  { value: "a,b", label: "Both" },
];

describe("values as HTML inputs send them", () => {
  it.each<[Partial<FieldSpec>, unknown, unknown]>([
    [{ type: "number" }, " 12.50 ", 12.5],
    [{ type: "number" }, "1e3", "1e3"],
    [{ type: "number" }, "0x10", "0x10"],
    [{ type: "number" }, "twelve", "twelve"],
    [{ type: "rating" }, "4", 4],
    [{ type: "checkbox" }, "on", true],
    [{ type: "checkbox" }, "No", false],
    [{ type: "checkbox" }, 1, true],
    [{ type: "checkbox" }, "perhaps", "perhaps"],
    [{ type: "select", options }, "RED", "red"],
    [{ type: "radio", options }, "dark red", "red"],
    [{ type: "select", options }, "blue", "blue"],
    [{ type: "multiselect", options }, "red", ["red"]],
    [{ type: "multiselect", options }, "a,b", ["a,b"]],
    [{ type: "multiselect", options }, "Both, Dark red", ["a,b", "red"]],
    [{ type: "multiselect", options }, '["red","a,b"]', ["red", "a,b"]],
    [{ type: "multiselect", options }, ["Dark Red"], ["red"]],
    [{ type: "date" }, " 2027-01-31 ", "2027-01-31"],
    [{ type: "datetime" }, "2027-01-31T14:30", "2027-01-31T14:30:00Z"],
    [{ type: "datetime" }, "2027-01-31T14:30:00+01:00", "2027-01-31T14:30:00+01:00"],
    [{ type: "json" }, '{"a":[1]}', { a: [1] }],
    [{ type: "json" }, '"just words"', "just words"],
    [{ type: "list", fields: [field("n", { type: "number" })] }, '[{"n":"1"},{"n":""}]', [{ n: 1 }, {}]],
    [{ type: "text" }, " kept as it is ", " kept as it is "],
  ])("%j: %j becomes %j", (spec, value, expected) => {
    const form = { fields: [field("it", spec)] };
    expect(looseInput(form, { it: value })).toEqual({ ok: true, values: { it: expected } });
  });

  it("a time without an offset is one that the form takes", () => {
    const form = { fields: [field("at", { type: "datetime", required: true })] };
    const input = looseInput(form, "2027-01-31T14:30");
    expect(input.ok && parseValues(form, undefined, input.values)).toEqual({
      ok: true,
      values: { at: "2027-01-31T14:30:00.000Z" },
    });
  });

  it("one plain value is enough where one field has to be filled", () => {
    const form = {
      fields: [field("prompt", { required: true }), field("tone"), field("n", { required: true, default: 1 })],
    };
    expect(looseInput(form, "A bakery")).toEqual({ ok: true, values: { prompt: "A bakery" } });
    expect(looseInput({ fields: [field("tone")] }, "warm")).toMatchObject({ ok: false });
    expect(looseInput(form, " ")).toMatchObject({ ok: false });
  });

  it("where every field has a default, a plain value is for the one that is required", () => {
    const given = field("prompt", { required: true, default: "A clock" });
    const form = { fields: [given, field("n", { default: 1 })] };
    expect(looseInput(form, "A bakery")).toEqual({ ok: true, values: { prompt: "A bakery" } });
    expect(looseInput({ fields: [given, field("n", { required: true, default: 1 })] }, "x")).toMatchObject({
      ok: false,
    });
  });

  it("what a field takes already is never changed", () => {
    const types = { number: fc.double({ noNaN: true }), checkbox: fc.boolean(), text: fc.string({ minLength: 1 }) };
    for (const [type, values] of Object.entries(types)) {
      const form = { fields: [field("it", { type: type as FieldSpec["type"] })] };
      fc.assert(
        fc.property(values as fc.Arbitrary<unknown>, (value) => {
          const before = parseValues(form, undefined, { it: value });
          const input = looseInput(form, { it: value });
          expect(input.ok && parseValues(form, undefined, input.values)).toEqual(before);
        }),
      );
    }
  });
});

it.each([[[{ toString: 1 }]], [[["accept"]]], [{ a: 1 }], [7], [true]])(
  "only text names a button, not %j",
  (action) => {
    expect(looseAnswer(judge, { action })).toMatchObject({ ok: false });
  },
);
