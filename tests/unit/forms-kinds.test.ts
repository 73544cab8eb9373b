import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { z } from "zod";
import { initialValues, toValues } from "@/components/forms/values";
import { checkFields } from "@/lib/engine/definition/check-fields";
import { coerceValues } from "@/lib/forms/coerce";
import { fromJsonSchema } from "@/lib/forms/from-json-schema";
import { toJsonSchema } from "@/lib/forms/json-schema";
import { FIELDS, kindOf, takesValue } from "@/lib/forms/kinds";
import type { TypedKind } from "@/lib/forms/kinds/kind";
import { text, wrongType } from "@/lib/forms/messages";
import type { FieldSpec, FieldType, FormValue } from "@/lib/forms/spec";
import { parseValues } from "@/lib/forms/to-zod";

const field = (type: FieldType, more: Partial<FieldSpec> = {}): FieldSpec => ({
  name: "it",
  label: "It",
  type,
  required: true,
  ...more,
});

interface Example {
  more?: Partial<FieldSpec>;
  /** A value as it is kept. */
  value: FormValue;
  /** The same as a loose caller says it. */
  loosely: unknown;
  wrong: unknown;
  /** What a condition may wait for, and what it may not. */
  waits?: [fits: string | number | boolean, never: string | number | boolean];
}

const options = ["a", "b"].map((value) => ({ value, label: value.toUpperCase() }));
const photo = { id: "01999999-0000-7000-8000-0000000000f1", name: "Photo.png", type: "image/png", size: 2_000 };

/** The compiler asks for one of every type that takes a value. */
const examples: Record<Exclude<FieldType, "markdown">, Example> = {
  text: { more: { minLength: 2, pattern: "[a-z]+" }, value: "abc", loosely: "abc", wrong: "a", waits: ["abc", 5] },
  textarea: { more: { maxLength: 3 }, value: "12", loosely: 12, wrong: "1234", waits: ["12", true] },
  number: { more: { min: -1, max: 9, integer: true }, value: 5, loosely: " 5 ", wrong: 5.5, waits: [5, "5"] },
  checkbox: { value: true, loosely: "Yes", wrong: "perhaps", waits: [true, "true"] },
  select: { more: { options }, value: "a", loosely: "A", wrong: "c", waits: ["a", "c"] },
  radio: { more: { options }, value: "b", loosely: "B", wrong: ["a"], waits: ["b", "c"] },
  date: {
    more: { min: "2027-01-01" },
    value: "2027-01-31",
    loosely: " 2027-01-31 ",
    wrong: "2026-01-31",
    waits: ["x", 1],
  },
  multiselect: { more: { options, minItems: 2 }, value: ["b", "a"], loosely: "B, a", wrong: ["a"], waits: ["a", "c"] },
  datetime: { value: "2027-01-31T14:30:00.000Z", loosely: "2027-01-31T14:30:00.000", wrong: "2027-01-31T14:30" },
  email: { value: "ana@example.com", loosely: " ana@example.com", wrong: "ana@", waits: ["ana@example.com", false] },
  url: {
    value: "https://example.com",
    loosely: "https://example.com\n",
    wrong: "ftp://a.de",
    waits: ["https://a.de", 1],
  },
  rating: { more: { max: 3 }, value: 3, loosely: "3", wrong: 4, waits: [3, "3"] },
  list: {
    more: { fields: [field("number", { name: "n" }), field("json", { name: "data", required: false })] },
    value: [{ n: 1, data: { a: [null] } }],
    loosely: '[{"n":"1","data":"{\\"a\\":[null]}"}]',
    wrong: [{ n: "one" }],
  },
  json: { value: { a: [1, null] }, loosely: '{"a":[1,null]}', wrong: { a: undefined } },
  file: {
    more: { accept: ["image/*"], maxBytes: 3_000 },
    value: photo,
    loosely: photo,
    wrong: { ...photo, size: 3_001 },
  },
};

const problemsOf = (...specs: FieldSpec[]) => {
  const problems: string[] = [];
  checkFields(Object.fromEntries(specs.map(({ name, ...spec }) => [name, { spec }])), (one) => problems.push(one));
  return problems;
};

describe.each(Object.entries(examples))("a %s", (name, { more, value, loosely, wrong, waits }) => {
  const spec = field(name as FieldType, more);
  const parsed = (given: unknown) => parseValues({ fields: [spec] }, undefined, { it: given });

  it("takes its values, and no others", () => {
    expect(parsed(value)).toEqual({ ok: true, values: { it: value } });
    expect(parsed(wrong)).toMatchObject({ ok: false });
  });

  it("comes back from JSON Schema", () => {
    const { schema, dropped } = toJsonSchema({ fields: [spec] });
    expect(dropped).toEqual([]);
    const read = fromJsonSchema(JSON.parse(JSON.stringify(schema)));
    expect(read).toEqual({ fields: [spec], dropped: [], missing: [] });
  });

  it("understands who says it loosely", () => {
    const read = coerceValues([spec], { it: loosely });
    expect(read.errors).toEqual([]);
    expect(parsed(read.values.it)).toEqual({ ok: true, values: { it: value } });
    expect(coerceValues([spec], { it: value }).values).toEqual({ it: value });
  });

  it("is held by its control as text, and is the same value again", () => {
    const { it: raw = "" } = initialValues([{ ...spec, default: value }]);
    expect(toValues([spec], { it: raw })).toEqual({ it: value });
    expect(kindOf(spec).unreadable?.("It", String(raw)) ?? null).toBeNull();
  });

  it("is checked as it is written, and may be waited for", () => {
    expect(problemsOf(spec)).toEqual([]);
    const then = (equals: string | number | boolean) =>
      problemsOf(spec, field("text", { name: "then", visibleWhen: { field: "it", equals } }));
    if (!waits) return expect(then("a")).toEqual([expect.stringContaining(`compares "it", a ${name}, with a value`)]);
    expect(then(waits[0])).toEqual([]);
    expect(then(waits[1])).toEqual([expect.stringContaining("which it can't be")]);
  });
});

test("what is only read takes no value, and no condition waits for it", () => {
  const types = Object.keys(FIELDS) as FieldType[];
  expect(types.filter((type) => !takesValue({ type }))).toEqual(["markdown"]);
  const then = field("text", { name: "then", visibleWhen: { field: "it", notEmpty: true } });
  expect(problemsOf(field("markdown", { content: "Read." }), then).join()).toContain("takes no value");
});

test("a type that only another release knows is not taken", () => {
  const parsed = parseValues({ fields: [field("hologram" as FieldType)] }, undefined, { it: "x" });
  expect(parsed).toEqual({ ok: false, errors: [{ field: "it", message: text.otherRelease("It") }] });
});

const WRITTEN = /^\+\d{6,15}$/;

/** A number to call: a type of field as one file would add it. */
const phone: TypedKind = {
  ...FIELDS.text,
  hinted: true,
  schema: ({ label }) => z.string(wrongType(label, "a number to call")).regex(WRITTEN, text.wrongShape(label)),
  loose: (_, value) => (typeof value === "string" ? value.replace(/[\s()-]/g, "").replace(/^00/, "+") : value),
  check: ({ pattern }, at, report) =>
    pattern !== undefined && report(`${at} has a shape already; leave out its pattern.`),
};

describe("a type that one file and one line add", () => {
  beforeAll(() => void Object.assign(FIELDS, { phone }));
  afterAll(() => void Reflect.deleteProperty(FIELDS, "phone"));
  const spec = () => field("phone" as FieldType);

  it("is checked, read, asked for and described", () => {
    expect(problemsOf(spec())).toEqual([]);
    expect(problemsOf({ ...spec(), pattern: "1" })).toEqual(['field "it" has a shape already; leave out its pattern.']);
    expect(problemsOf({ ...spec(), default: "1" }).join()).toContain("its default does not fit");
    const { values } = coerceValues([spec()], { it: "0049 (30) 123-456" });
    expect(parseValues({ fields: [spec()] }, undefined, values)).toEqual({ ok: true, values: { it: "+4930123456" } });
    expect(parseValues({ fields: [spec()] }, undefined, { it: "call me" })).toMatchObject({ ok: false });
    const { schema } = toJsonSchema({ fields: [spec()] });
    expect(schema).toMatchObject({ properties: { it: { type: "string", "x-field": "phone" } } });
    expect(fromJsonSchema(schema).fields).toEqual([spec()]);
  });

  it("is held by the control for text", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\+\d{6,15}$/), (value) => {
        const raw = initialValues([{ ...spec(), default: value }]);
        expect(toValues([spec()], raw)).toEqual({ it: value });
      }),
    );
  });
});
