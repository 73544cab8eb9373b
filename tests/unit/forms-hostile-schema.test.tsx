import fc from "fast-check";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { Field } from "@/components/forms/field";
import { useActionForm } from "@/components/forms/use-action-form";
import { fromJsonSchema } from "@/lib/forms/from-json-schema";
import type { FieldSpec, FormValues } from "@/lib/forms/spec";
import { parseValues } from "@/lib/forms/to-zod";

const count = (fields: FieldSpec[]): number =>
  fields.reduce((sum, { fields: inner = [] }) => sum + 1 + count(inner), 0);
const depth = (fields: FieldSpec[]): number => Math.max(0, ...fields.map(({ fields: inner = [] }) => 1 + depth(inner)));

const only = (property: object) => fromJsonSchema({ properties: { a: property } }).fields[0] as FieldSpec;

it("a question of an agent asks for what people can fill in, whatever its schema says", () => {
  expect(only({ type: "integer", "x-field": "rating", maximum: 1e10 })).toMatchObject({ type: "number", max: 1e10 });
  expect(only({ type: "integer", "x-field": "rating", minimum: 3, maximum: 5 })).toMatchObject({
    type: "number",
    min: 3,
  });
  expect(only({ type: "integer", "x-field": "rating", maximum: 7 }).max).toBe(7);
  expect(only({ type: "string", format: "date-time", formatMinimum: "soon", default: "2030-01-01T00:00:00Z" })).toEqual(
    {
      ...{ name: "a", label: "a", type: "datetime", required: false },
      default: "2030-01-01T00:00:00Z",
    },
  );
  expect(only({ type: "string", enum: Array.from({ length: 201 }, (_, at) => `${at}`) }).options).toBeUndefined();
  expect(only({ type: "string", pattern: "a".repeat(501) }).pattern).toBeUndefined();
});

it("begins with no more than a person could read, and survives what is nested too deep", () => {
  const group = { type: "array", items: { properties: { a: { type: "string" } } } };
  expect(only({ ...group, default: Array(20_000).fill({ a: "x" }) }).default).toBeUndefined();
  expect(only({ type: "string", default: "x".repeat(400_000) }).default).toBeUndefined();
  let deep: unknown = 1;
  for (let level = 0; level < 9_000; level++) deep = [deep];
  expect(only({ type: "object", "x-field": "file", properties: deep }).type).toBe("json");
  expect(only({ type: "string", format: "uri", allOf: deep, default: deep }).type).toBe("url");
});

it("is bounded: fields, patterns and depth", () => {
  const many = Object.fromEntries(
    Array.from({ length: 3_000 }, (_, at) => [`f${at}`, { type: "string", pattern: "a{1,9}" }]),
  );
  const { fields, dropped } = fromJsonSchema({ properties: many });
  expect(fields).toHaveLength(100);
  expect(fields.filter(({ pattern }) => pattern !== undefined)).toHaveLength(20);
  expect(dropped).toContain("more than 100 properties");
  let nested: object = { type: "string" };
  for (let level = 0; level < 3_000; level++) nested = { type: "array", items: { properties: { a: nested } } };
  expect(depth(fromJsonSchema({ properties: { a: nested } }).fields)).toBe(3);
});

it("drops limits that no answer keeps, and says what is missing where a required property has no field", () => {
  const limits = (property: object) => {
    const {
      name: _n,
      label: _l,
      type: _t,
      required: _r,
      ...rest
    } = fromJsonSchema({
      properties: { a: property },
      required: ["a"],
    }).fields[0] as FieldSpec;
    return rest;
  };
  expect(limits({ type: "number", minimum: 5, maximum: 1 })).toEqual({});
  expect(limits({ type: "integer", minimum: 0.2, maximum: 0.8 })).toEqual({ integer: true });
  expect(limits({ type: "number", minimum: Number.NaN, maximum: 3 })).toEqual({ max: 3 });
  expect(limits({ type: "string", minLength: 1e9, maxLength: 5 })).toEqual({ maxLength: 5 });
  expect(limits({ type: "string", maxLength: -1 })).toEqual({});
  expect(limits({ type: "string", minLength: 1.5, maxLength: 0 })).toEqual({});
  expect(limits({ type: "string", format: "email", maxLength: 3 })).toEqual({});
  expect(limits({ type: "string", format: "date", formatMinimum: "March 7" })).toEqual({});
  const [options] = [[{ value: "x", label: "x" }]];
  expect(limits({ type: "array", minItems: 2, uniqueItems: true, items: { enum: ["x", "x", " "] } })).toEqual({
    options,
  });
  expect(limits({ type: "string", enum: ["", "x".repeat(1_001)] })).toEqual({});
  expect(limits({ type: "integer", "x-field": "rating", maximum: 1 })).toEqual({ integer: true, max: 1 });
  expect(limits({ type: "integer", minimum: 1e300 })).toEqual({ integer: true });
  expect(limits({ type: "string", enum: ["a\u0000", "b\u200B"] }).options).toEqual([
    { value: "b\u200B", label: "b\u200B" },
  ]);
  expect(limits({ type: "string", pattern: "a\u0000" })).toEqual({});
  const none = { properties: { size: { maximum: 0 } } };
  expect(only({ type: "object", "x-field": "file", ...none }).type).toBe("json");
  expect(only({ type: "string", title: "  " }).label).toBe("a");
  expect(only({ type: "string", title: "\u200B\u2800" }).label).toBe("a");
  const names = Array.from({ length: 103 }, (_, at) => `f${at}`);
  const schema = { properties: Object.fromEntries(["constructor", ...names].map((name) => [name, {}])) };
  expect(fromJsonSchema({ ...schema, required: ["constructor", "f1", "f100", "f102"] }).missing).toEqual([
    "constructor",
    "f100",
    "f102",
  ]);
  expect(fromJsonSchema({ properties: {}, required: ["when"] }).fields).toMatchObject([{ name: "when", type: "json" }]);
});

const words = ["type", "format", "enum", "items", "properties", "default", "minimum", "maximum", "title", "required"];
const more = ["formatMinimum", "formatMaximum", "minItems", "maxItems", "minLength", "maxLength", "x-field", "oneOf"];
const keyword = fc.constantFrom(...words, ...more, "const", "description");
const types = [
  "string",
  "integer",
  "number",
  "array",
  "boolean",
  "date",
  "date-time",
  "email",
  "rating",
  "json",
  "uri",
];
const value = fc.oneof(
  fc.constantFrom(...types, "file", "[", "radio", "textarea"),
  fc.constantFrom(0, -1, 0.5, 1, 2, 29, 1e10, null, true, [], {}, ["a"], ["a", "a", ""], [{ const: "b", title: "" }]),
  fc.constantFrom("soon", "2030-01-01T00:00:00Z", "2030-01-01", Number.NaN),
);
const { schema } = fc.letrec((tie) => ({
  schema: fc.dictionary(keyword, fc.oneof({ maxDepth: 4 }, value, tie("schema"), tie("object")), { maxKeys: 6 }),
  object: fc.record({ properties: fc.dictionary(fc.constantFrom("a", "b", "c"), tie("schema"), { maxKeys: 3 }) }),
}));
/** A type with limits that may or may not go together. */
const limited = fc.record(
  {
    ...{ type: fc.constantFrom(...types), format: fc.constantFrom("date", "date-time", "email", "uri", "time") },
    ...Object.fromEntries(more.map((name) => [name, value])),
    ...{ enum: fc.array(fc.constantFrom("a", "b", " ", "c".repeat(2_000))), minimum: value, maximum: value },
    items: fc.oneof(fc.record({ enum: fc.array(fc.constantFrom("a", "b", "")) }), tie()),
  },
  { requiredKeys: ["type"] },
);

function tie() {
  return fc.record({ properties: fc.dictionary(fc.constantFrom("a", "b"), schema, { maxKeys: 2 }) });
}

/** What a person would write who only wants to be done. */
function filled(field: FieldSpec): unknown {
  const { type, options = [], min, max, minLength = 0, minItems = 0 } = field;
  const padded = (start: string, end: string) =>
    start + "a".repeat(Math.max(1, minLength - start.length - end.length)) + end;
  const many = <T,>(make: () => T) => Array.from({ length: Math.max(1, minItems) }, make);
  switch (type) {
    case "select":
    case "radio":
      return options[0]?.value;
    case "multiselect":
      return options.slice(0, Math.max(1, minItems)).map((one) => one.value);
    case "number":
      return field.integer ? Math.ceil(Number(min ?? Math.floor(Number(max ?? 1)))) : (min ?? max ?? 1);
    case "rating":
      return 1;
    case "checkbox":
      return true;
    case "date":
      return min ?? max ?? "2030-01-01";
    case "datetime":
      return min ?? max ?? "2030-01-01T00:00:00Z";
    case "email":
      return padded("", "@b.de");
    case "url":
      return padded("https://b.de/", "");
    case "json":
      return { a: 1 };
    case "list":
      return many(() => Object.fromEntries((field.fields ?? []).map((one) => [one.name, filled(one)])));
    case "file":
      return { id: "01999999-0000-7000-8000-0000000000f1", name: "a.pdf", type: "application/pdf", size: 1 };
    default:
      return padded("", "");
  }
}

function Page({ fields }: { fields: FieldSpec[] }) {
  const { form } = useActionForm({ fields }, "key");
  return fields.map((one) => <Field key={one.name} field={one} actions={[]} form={form} />);
}

it("never throws; what it makes can be shown and can be answered, and anything else is judged", {
  timeout: 30_000,
}, () => {
  fc.assert(
    fc.property(fc.oneof(schema, limited), fc.jsonValue(), (property, given) => {
      const { fields, missing } = fromJsonSchema({ properties: { a: property, b: property }, required: ["a"] });
      expect(missing).toEqual([]);
      expect(count(fields)).toBeLessThanOrEqual(100);
      expect(renderToStaticMarkup(<Page fields={fields} />).length).toBeLessThan(500_000);
      expect(typeof parseValues({ fields }, undefined, { a: given } as FormValues).ok).toBe("boolean");
      const answer = Object.fromEntries(fields.map((field) => [field.name, filled(field)]));
      expect(parseValues({ fields }, undefined, answer)).toMatchObject({ ok: true });
    }),
    { numRuns: 400 },
  );
});

it("a stored form with a limit that is no time is answered all the same", () => {
  const field: FieldSpec = { name: "a", label: "A", type: "datetime", required: true, min: "soon" };
  expect(parseValues({ fields: [field] }, undefined, { a: "2030-01-01T00:00:00Z" }).ok).toBe(true);
});
