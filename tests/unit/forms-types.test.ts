import { expect, expectTypeOf, it } from "vitest";
import { checkFields, checkRules } from "@/lib/engine/definition/check-fields";
import { compileFields, type FieldDefinitions, type ValuesOf } from "@/lib/engine/definition/field-definitions";
import type { FieldSpec } from "@/lib/forms/spec";
import type { Json } from "@/lib/views/views";
import { file, json, list, markdown, multiselect, rating, text, url, visibleWhen, workflow } from "@/lib/workflow";

const fields = {
  intro: markdown({ content: "Read **this**." }),
  topics: multiselect({ label: "Topics", options: ["a", { value: "b", label: "B" }], required: true }),
  stars: rating({ label: "Stars", required: true }),
  data: json({ label: "Data" }),
  scan: file({ label: "Scan", required: true, accept: [".pdf", "image/*"], maxBytes: 25_000_000 }),
  links: list({
    label: "Links",
    required: true,
    fields: { href: url({ label: "Address", required: true }), note: text({ label: "Note" }) },
  }),
  why: visibleWhen({ field: "stars", in: [1, 2] }, text({ label: "Why?", required: true })),
};

it("infers what each field gives", () => {
  type Values = ValuesOf<typeof fields>;
  expectTypeOf<Values["topics"]>().toEqualTypeOf<string[]>();
  expectTypeOf<Values["stars"]>().toEqualTypeOf<number>();
  expectTypeOf<Values["data"]>().toEqualTypeOf<Json | undefined>();
  expectTypeOf<Values["scan"]>().toEqualTypeOf<{ id: string; name: string; type: string; size: number }>();
  expectTypeOf<Values["links"][number]["href"]>().toEqualTypeOf<string>();
  expectTypeOf<Values["links"][number]["note"]>().toEqualTypeOf<string | undefined>();
  expectTypeOf<Values["why"]>().toEqualTypeOf<string | undefined>();
  expectTypeOf<keyof Values>().toEqualTypeOf<"topics" | "stars" | "data" | "scan" | "links" | "why">();
  workflow("typed", { title: "Typed", input: fields }).end("done", {
    output: ({ input }) => {
      expectTypeOf(input.links).toEqualTypeOf<Values["links"]>();
      // @ts-expect-error what is only read has no value
      return [input.topics, input.stars, input.intro ?? null];
    },
  });
});

it("finds nothing wrong with fields that are fine", () => {
  const problems: string[] = [];
  checkFields(fields, (problem) => problems.push(problem));
  checkRules(
    [{ action: "go", when: { field: "stars", equals: 1 }, require: ["why"], message: "Say why." }],
    fields,
    ["go"],
    (problem) => problems.push(problem),
  );
  expect(problems).toEqual([]);
  expect(compileFields(fields).map(({ name, type }) => `${name}:${type}`)).toContain("links:list");
});

const wrongly = (spec: Partial<FieldSpec>) => ({
  spec: { label: "It", type: "text", required: false, ...spec } as Omit<FieldSpec, "name">,
});

it.each<[FieldDefinitions, string]>([
  [{ it: wrongly({ pattern: "(?=a)" }) }, "its pattern can't be used"],
  [{ it: wrongly({ type: "multiselect", options: [] }) }, "has no options"],
  [
    { it: wrongly({ type: "multiselect", options: [{ value: "a", label: "A" }], default: ["b"] }) },
    'default "b" is not',
  ],
  [{ it: wrongly({ type: "rating", max: 1 }) }, "a rating goes from 1"],
  [{ it: wrongly({ type: "number", default: "x" }) }, "its default does not fit: It must be a number."],
  [{ it: wrongly({ type: "email", default: "x" }) }, "its default does not fit"],
  [{ it: wrongly({ type: "datetime", min: "tomorrow" }) }, "write min and max as a date and time"],
  [{ it: wrongly({ minLength: 3, maxLength: 2 }) }, "nothing could fit"],
  [{ it: wrongly({ type: "list" }) }, "a list without fields"],
  [{ it: list({ label: "It", fields: { deep: list({ label: "D", fields: {} }) } }) }, "a list can't be inside a list"],
  [
    {
      a: text({ label: "A" }),
      it: list({ label: "It", fields: { bad_: wrongly({ visibleWhen: { field: "a", notEmpty: true } }) } }),
    },
    "always visible",
  ],
  [
    { it: visibleWhen({ field: "later", notEmpty: true }, text({ label: "It" })), later: text({ label: "L" }) },
    'depends on "later", which is no field before it',
  ],
  [
    { a: rating({ label: "A" }), it: visibleWhen({ field: "a", equals: "5" }, text({ label: "It" })) },
    'waits for "a" to be "5"',
  ],
  [{ it: wrongly({ type: "file", maxBytes: 25_000_001 }) }, "maxBytes must be a whole number from 1 to 25000000"],
  [{ it: wrongly({ type: "file", accept: ["PDF"] }) }, 'accepts "PDF"; write the end of a name like .pdf'],
  [{ it: wrongly({ type: "file", default: { id: "x" } }) }, "has a default, but no file is there"],
  [{ a: file({ label: "A" }), it: visibleWhen({ field: "a", equals: "5" }, text({ label: "It" })) }, "use notEmpty"],
  [{ a: json({ label: "A" }), it: visibleWhen({ field: "a", equals: "5" }, text({ label: "It" })) }, "use notEmpty"],
])("refuses %j: %s", (definitions, problem) => {
  const problems: string[] = [];
  checkFields(definitions, (found) => problems.push(found));
  expect(problems.join("\n")).toContain(problem);
});

it("refuses rules about what is not there", () => {
  const problems: string[] = [];
  const rule = {
    action: "stop",
    when: { field: "gone", notEmpty: true },
    require: ["intro", "nothing"],
    message: "",
  } as const;
  checkRules([{ ...rule, require: [...rule.require] }], fields, ["go"], (found) => problems.push(found));
  expect(problems).toEqual([
    'rule 1: it depends on "gone", which is no field before it.',
    'rule 1 is for "stop", which is no action of the form; use one of: go.',
    'rule 1 requires "intro", which takes no value.',
    'rule 1 requires "nothing", which is no field of the form.',
    "rule 1 has no message; say what to do.",
  ]);
});
