import { expect, test } from "vitest";
import { unsafeParts } from "@/lib/http/json-safety";
import { MOST_LEVELS } from "@/lib/json/depth";

const fieldsOf = (json: string) => unsafeParts(JSON.parse(json)).map(({ field }) => field);

test("what can be kept passes", () => {
  expect(
    fieldsOf('{"a":[1,-0,1e308,"\\ud83d\\ude00",null,true,{"":"\\u0001"}],"constructor":{"prototype":1}}'),
  ).toEqual([]);
  expect(fieldsOf("null")).toEqual([]);
});

test.each([
  ['"\\u0000"', [""]],
  ['{"a":["x",{"b":"\\u0000"}]}', ["a.1.b"]],
  ['{"a":"\\ud800"}', ["a"]],
  ['{"a":"\\udc00\\ud800"}', ["a"]],
  ['{"a":{"\\u0000":1}}', ["a"]],
  ['[{"__proto__":{"x":1}}]', ["0"]],
])("%s is named", (json, fields) => {
  expect(fieldsOf(json)).toEqual(fields);
});

test("nesting is counted without recursion, and findings end at ten", () => {
  const nested = (depth: number) => `${"[".repeat(depth)}${"]".repeat(depth)}`;
  expect(fieldsOf(nested(MOST_LEVELS))).toEqual([]);
  expect(fieldsOf(nested(MOST_LEVELS + 2))).toHaveLength(1);
  expect(fieldsOf(nested(500_000))).toHaveLength(1);
  expect(fieldsOf(`[${Array(1000).fill('"\\u0000"').join()}]`)).toHaveLength(10);
});

test("T13: keys are bounded in number and length", () => {
  const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, 1]));
  expect(unsafeParts({ a: many(10_000) })).toEqual([]);
  expect(unsafeParts({ a: many(10_001) })).toEqual([{ field: "a", message: "a has more than 10000 keys." }]);
  expect(unsafeParts({ ["x".repeat(1_000)]: 1 })).toEqual([]);
  expect(unsafeParts({ a: { ["x".repeat(1_001)]: 1 } }).map(({ field }) => field)).toEqual(["a"]);
});

test("T13: a body has so many values at most, wherever they lie", () => {
  expect(unsafeParts({ a: Array(99_000).fill(1) })).toEqual([]);
  const [found] = unsafeParts({ a: Array(60_000).fill(1), b: [Array(60_000).fill("x")] });
  expect(found).toMatchObject({ field: "", message: "The body has more than 100000 values." });
});
