import fc from "fast-check";
import { expect, it } from "vitest";
import { fromJsonSchema } from "@/lib/forms/from-json-schema";
import type { FieldSpec, FormValues } from "@/lib/forms/spec";
import { parseValues } from "@/lib/forms/to-zod";

const count = (fields: FieldSpec[]): number =>
  fields.reduce((sum, { fields: inner = [] }) => sum + 1 + count(inner), 0);
const depth = (fields: FieldSpec[]): number => Math.max(0, ...fields.map(({ fields: inner = [] }) => 1 + depth(inner)));

const only = (property: object) => fromJsonSchema({ properties: { a: property } }).fields[0] as FieldSpec;

it("a question of an agent asks for what people can fill in, whatever its schema says", () => {
  expect(only({ type: "integer", "x-field": "rating", maximum: 1e10 }).max).toBeUndefined();
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

const keyword = fc.constantFrom(
  ...["type", "format", "enum", "items", "properties", "pattern", "default", "minimum", "maximum", "title", "required"],
  ...[
    "formatMinimum",
    "formatMaximum",
    "minItems",
    "maxItems",
    "minLength",
    "x-field",
    "oneOf",
    "const",
    "description",
  ],
);
const value = fc.oneof(
  fc.constantFrom(
    "string",
    "integer",
    "array",
    "boolean",
    "date",
    "date-time",
    "rating",
    "json",
    "file",
    "uri",
    "[",
    "a{9}",
  ),
  fc.constantFrom(0, -1, 1e10, 2, null, true, [], {}, ["a"], "soon", "2030-01-01T00:00:00Z"),
);
const { schema } = fc.letrec((tie) => ({
  schema: fc.dictionary(keyword, fc.oneof({ maxDepth: 4 }, value, tie("schema"), tie("object")), { maxKeys: 6 }),
  object: fc.record({ properties: fc.dictionary(fc.constantFrom("a", "b", "c"), tie("schema"), { maxKeys: 3 }) }),
}));

it("never throws, and its answers are judged", () => {
  fc.assert(
    fc.property(schema, fc.jsonValue(), (property, given) => {
      const { fields } = fromJsonSchema({ properties: { a: property, b: property } });
      expect(count(fields)).toBeLessThanOrEqual(100);
      expect(typeof parseValues({ fields }, undefined, { a: given } as FormValues).ok).toBe("boolean");
    }),
    { numRuns: 1_000 },
  );
});

it("a stored form with a limit that is no time is answered all the same", () => {
  const field: FieldSpec = { name: "a", label: "A", type: "datetime", required: true, min: "soon" };
  expect(parseValues({ fields: [field] }, undefined, { a: "2030-01-01T00:00:00Z" }).ok).toBe(true);
});
