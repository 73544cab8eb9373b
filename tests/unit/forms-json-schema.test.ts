import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toElicitationSchema } from "@/lib/forms/elicitation";
import { fromJsonSchema } from "@/lib/forms/from-json-schema";
import { toJsonSchema } from "@/lib/forms/json-schema";
import type { FieldSpec, FieldType } from "@/lib/forms/spec";
import { parseValues } from "@/lib/forms/to-zod";

const label = fc.string({ unit: "grapheme-ascii", minLength: 1, maxLength: 12 }).filter((text) => text.trim() !== "");
const options = fc.uniqueArray(fc.record({ value: fc.stringMatching(/^[a-z]{1,4}$/), label }), {
  minLength: 1,
  maxLength: 4,
  selector: ({ value }) => value,
});
const between = (low: number, high: number) =>
  fc
    .tuple(fc.integer({ min: low, max: high }), fc.integer({ min: low, max: high }))
    .map(([a, b]) => [a, b].sort((x, y) => x - y));
const day = fc.date({ min: new Date("2000-01-01"), max: new Date("2099-12-31"), noInvalidDate: true });
const iso = day.map((date) => date.toISOString());

const about: Partial<Record<FieldType, fc.Arbitrary<Partial<FieldSpec>>>> = {
  text: between(1, 9).map(([minLength, maxLength]) => ({ minLength, maxLength, pattern: "[a-zA-Z ]*" })),
  textarea: between(1, 9).map(([minLength, maxLength]) => ({ minLength, maxLength })),
  number: between(-9, 9).map(([min, max]) => ({ min, max, ...((min ?? 0) % 2 ? { integer: true } : {}) })),
  rating: fc.constantFrom({}, { max: 3 }),
  checkbox: fc.constant({}),
  select: options.map((one) => ({ options: one })),
  radio: options.map((one) => ({ options: one })),
  multiselect: options.map((one) => ({ options: one, maxItems: one.length })),
  date: fc
    .tuple(iso, iso)
    .map((two) => two.map((one) => one.slice(0, 10)).sort())
    .map(([min, max]) => ({ min, max })),
  datetime: fc
    .tuple(iso, iso)
    .map((two) => two.sort())
    .map(([min, max]) => ({ min, max })),
  email: fc.constant({}),
  url: fc.constant({}),
  json: fc.constant({}),
  file: fc.record(
    {
      maxBytes: fc.constantFrom(1, 2_500_000, 25_000_000),
      accept: fc.constantFrom([".pdf"], ["image/*", ".tar.gz"], ["application/vnd.ms-excel+x"]),
    },
    { requiredKeys: [] },
  ),
};
const anyFile = fc.record(
  {
    id: fc.oneof({ weight: 9, arbitrary: fc.uuid() }, { weight: 1, arbitrary: fc.constant("../etc") }),
    name: fc.constantFrom("a.pdf", "B.PDF", "b.tar.gz", "pdf", ""),
    type: fc.constantFrom("image/png", "application/pdf", "application/vnd.ms-excel+x", "image/"),
    size: fc.constantFrom(1, 2_500_000, 10_000_000, 10_000_001, 25_000_001, 0, 1.5),
    path: fc.constant("/etc/passwd"),
  },
  { requiredKeys: ["name", "type", "size"] },
);

const plainField = fc
  .tuple(
    fc
      .constantFrom(...(Object.keys(about) as FieldType[]))
      .chain((type) => (about[type] ?? fc.constant({})).map((more) => ({ type, ...more }))),
    fc.stringMatching(/^[a-z][a-z0-9_]{0,5}$/),
    label,
    fc.boolean(),
    fc.option(label, { nil: undefined }),
  )
  .map(
    ([more, name, title, required, help]): FieldSpec => ({
      name,
      label: title,
      required,
      ...(help ? { help } : {}),
      ...more,
    }),
  );
const named = { selector: ({ name }: FieldSpec) => name, minLength: 1, maxLength: 4 };
const listField = fc.tuple(fc.uniqueArray(plainField, named), label, fc.boolean()).map(
  ([fields, title, required]): FieldSpec => ({
    name: "list",
    label: title,
    type: "list",
    required,
    fields,
    maxItems: 3,
  }),
);
const formFields = fc.uniqueArray(
  fc.oneof({ weight: 4, arbitrary: plainField }, { weight: 1, arbitrary: listField }),
  named,
);

/** Values of each type, some of which fit. None is blank: that counts as not given, and JSON Schema does not know it. */
const anyValue = (field: FieldSpec): fc.Arbitrary<unknown> => {
  const values = ["none", ...(field.options ?? []).map((one) => one.value)];
  const text = fc.string({ unit: fc.constantFrom(..."abc XY1") }).filter((one) => one.trim() !== "");
  const right: Partial<Record<FieldType, fc.Arbitrary<unknown>>> = {
    number: fc.oneof(fc.integer({ min: -10, max: 10 }), fc.double({ min: -10, max: 10, noNaN: true })),
    rating: fc.integer({ min: 0, max: 6 }),
    checkbox: fc.boolean(),
    select: fc.constantFrom(...values),
    radio: fc.constantFrom(...values),
    multiselect: fc.array(fc.constantFrom(...values), { minLength: 1, maxLength: 4 }),
    date: fc.oneof(
      iso.map((one) => one.slice(0, 10)),
      fc.constantFrom("2027-02-30", "2028-02-29", "2027-2-1"),
    ),
    datetime: fc.oneof(
      iso,
      iso.map((one) => one.replace(/\.\d+Z$/, "+05:30")),
      fc.constantFrom("2027-01-01T10:00", "2027-01-01"),
    ),
    email: fc.constantFrom("ana@example.com", "a.b+c@d-e.co.uk", "ana@", "@b.co", "a b@c.de"),
    url: fc.oneof(fc.webUrl(), fc.constantFrom("ftp://a.de", "mailto:a@b.de", "http://", "/a")),
    file: anyFile,
    list: fc.array(
      fc.constant(null).chain(() => valuesOf(field.fields ?? [])),
      { minLength: 1, maxLength: 4 },
    ),
  };
  const other = fc.oneof(text, fc.integer(), fc.boolean(), fc.constant({ a: 1 }), fc.constant(["a"]));
  return fc.oneof({ weight: 6, arbitrary: right[field.type] ?? text }, { weight: 1, arbitrary: other });
};
const valuesOf = (fields: FieldSpec[]): fc.Arbitrary<Record<string, unknown>> =>
  fc.record(Object.fromEntries(fields.map((field) => [field.name, anyValue(field)])), { requiredKeys: [] });

const ajv = new Ajv2020({ strict: false });
addFormats.default(ajv, { mode: "full", keywords: true });

describe("a form as JSON Schema", () => {
  it("comes back as it was", () => {
    fc.assert(
      fc.property(formFields, (fields) => {
        const { schema, dropped } = toJsonSchema({ fields });
        expect(dropped).toEqual([]);
        expect(fromJsonSchema(JSON.parse(JSON.stringify(schema)))).toEqual({
          fields,
          dropped: [],
          missing: [],
        });
      }),
      { numRuns: 400 },
    );
  });

  it("accepts the values that the form accepts, and no others", () => {
    let [fit, total] = [0, 0];
    fc.assert(
      fc.property(
        formFields.chain((fields) => valuesOf(fields).map((values) => ({ fields, values }))),
        ({ fields, values }) => {
          const ours = parseValues({ fields }, undefined, values);
          expect(ajv.compile(toJsonSchema({ fields }).schema)(values)).toBe(ours.ok);
          fit += ours.ok ? 1 : 0;
          total += 1;
        },
      ),
      { numRuns: 250 },
    );
    // Both kinds were tried.
    expect(fit).toBeGreaterThan(5);
    expect(total - fit).toBeGreaterThan(5);
  }, 30_000);

  it("asks for what the button needs", () => {
    const fields: FieldSpec[] = [{ name: "why", label: "Why", type: "text", required: false }];
    const action = { name: "no", label: "No", requires: ["why"] };
    expect(toJsonSchema({ fields }, action).schema).toMatchObject({ required: ["why"], additionalProperties: false });
  });

  it("names what it can't say", () => {
    const fields: FieldSpec[] = [
      { name: "intro", label: "", type: "markdown", required: false, content: "Hello" },
      {
        name: "a",
        label: "A",
        type: "text",
        required: true,
        placeholder: "a",
        visibleWhen: { field: "b", notEmpty: true },
      },
    ];
    const rules = [{ when: { field: "a", notEmpty: true as const }, message: "No." }];
    expect(toJsonSchema({ fields, rules })).toMatchObject({
      schema: { required: [] },
      dropped: ["intro: markdown", "a: placeholder", "a: visibleWhen", "rule 1: No."],
    });
  });
});

describe("a foreign JSON Schema", () => {
  it("becomes fields, and says what it could not keep", () => {
    const { fields, dropped } = fromJsonSchema({
      type: "object",
      properties: {
        name: { type: ["string", "null"], minLength: 2, pattern: "^a", contentEncoding: "base64" },
        agree: { type: "boolean" },
        deep: { type: "object", properties: { x: { type: "string" } } },
        size: { enum: ["s", "m"], default: "xl" },
        odd: { type: "string", pattern: "(?=a)" },
        "not a name": { type: "string" },
        whatever: true,
      },
      required: ["agree", "name"],
    });
    expect(fields).toMatchObject([
      { name: "name", type: "text", required: true, minLength: 2, pattern: "[\\s\\S]*(?:^a)[\\s\\S]*" },
      { name: "agree", type: "checkbox", required: false, default: false },
      { name: "deep", type: "json" },
      { name: "size", type: "select", options: [{ value: "s" }, { value: "m" }] },
      { name: "odd", type: "text" },
      { name: "whatever", type: "json" },
    ]);
    expect(dropped).toEqual([
      "name: contentEncoding",
      "deep: properties",
      "size: default",
      "odd: pattern",
      "not a name: its name can't be a field's",
    ]);
    expect(parseValues({ fields: fields.slice(0, 1) }, undefined, { name: "abc" }).ok).toBe(true);
    expect(parseValues({ fields: fields.slice(0, 1) }, undefined, { name: "xa" }).ok).toBe(false);
  });

  it("that is nearly a file of ours asks for any JSON instead", () => {
    const { schema } = toJsonSchema({ fields: [{ name: "scan", label: "Scan", type: "file", required: true }] });
    const { scan } = schema.properties as Record<string, object>;
    const { fields, dropped } = fromJsonSchema({ properties: { scan: { ...scan, additionalProperties: true } } });
    expect(fields).toMatchObject([{ name: "scan", type: "json" }]);
    expect(dropped).toContain("scan: properties");
  });

  it("never throws", () => {
    const keyword = fc.constantFrom(
      "type",
      "properties",
      "items",
      "enum",
      "oneOf",
      "pattern",
      "required",
      "default",
      "a",
    );
    const value = fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.constantFrom("string", "array", "object", "integer", "("));
    const { node } = fc.letrec<{ node: unknown }>((tie) => ({
      node: fc.oneof({ maxDepth: 4 }, value, fc.dictionary(keyword, tie("node"))),
    }));
    fc.assert(
      fc.property(node, (schema) => Array.isArray(fromJsonSchema(schema).fields)),
      { numRuns: 500 },
    );
  });
});

describe("the flat schema of MCP elicitation", () => {
  it("has only keywords that it allows, and comes back as fields", () => {
    const allowed =
      /^(type|title|description|default|minLength|maxLength|format|enum|oneOf|minimum|maximum|items|minItems|maxItems)$/;
    fc.assert(
      fc.property(formFields, (fields) => {
        const { schema, fits } = toElicitationSchema({ fields });
        const properties = schema.properties as Record<string, object>;
        for (const property of Object.values(properties))
          for (const keyword of Object.keys(property)) expect(keyword).toMatch(allowed);
        const left = fields.filter(({ type }) => type !== "list" && type !== "json" && type !== "file");
        expect(fromJsonSchema(schema).fields.map(({ name }) => name)).toEqual(left.map(({ name }) => name));
        expect(fits).toBe(fields.every((field) => !field.required || left.includes(field)));
      }),
    );
  });

  it("names what did not fit", () => {
    const fields: FieldSpec[] = [
      { name: "code", label: "Code", type: "text", required: true, pattern: "[A-Z]+" },
      { name: "day", label: "Day", type: "date", required: false, min: "2027-01-01" },
      { name: "tags", label: "Tags", type: "multiselect", required: false, options: [{ value: "a", label: "A" }] },
      { name: "data", label: "Data", type: "json", required: true },
      { name: "scan", label: "Scan", type: "file", required: false },
    ];
    expect(toElicitationSchema({ fields })).toEqual({
      schema: {
        type: "object",
        properties: {
          code: { type: "string", title: "Code" },
          day: { type: "string", title: "Day", format: "date" },
          tags: { type: "array", title: "Tags", items: { anyOf: [{ const: "a", title: "A" }] } },
        },
        required: ["code"],
      },
      dropped: ["code: pattern", "day: formatMinimum", "data: json", "scan: file"],
      fits: false,
    });
  });
});
