import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { isExact, plainDigits } from "@/lib/json/exact-number";
import { readForeignJson, readJson, withInexactAsText } from "@/lib/json/read-json";
import { countSteps } from "../../support/count-steps";

const placesIn = (text: string) => readJson(text).lost.map(({ path, written }) => `${path}=${written}`);

describe("W12: a number that would not read back as it was written", () => {
  it.each([
    "0.1",
    "1.10",
    "1e3",
    "1E+2",
    "-0",
    "0e999",
    "9007199254740992",
    "9007199254740994",
    "1e23",
    "5e-324",
    "-2.50",
  ])("%s is fine", (written) => {
    expect(isExact(written)).toBe(true);
    expect(placesIn(`{"n":${written}}`)).toEqual([]);
  });

  it.each([
    "9007199254740993",
    "12345678901234567890",
    "1e400",
    "-1E+400",
    "0.1234567890123456789",
    "1e-400",
    "1e99999999999999999999",
    "123456789.12345678901",
  ])("%s is named with its place", (written) => {
    expect(isExact(written)).toBe(false);
    expect(placesIn(written)).toEqual([`=${written}`]);
    expect(placesIn(`{"n":${written}}`)).toEqual([`n=${written}`]);
    expect(placesIn(`{"a" : [ {"b":1, "c" :\n${written} } ]}`)).toEqual([`a.0.c=${written}`]);
  });

  it("keeps places apart after texts, keys and parts that have ended", () => {
    const text = String.raw`{"a\"[{":["x,\\",[1,2],{"k":"9007199254740993"}],"b":{"c":[0,1e400,9007199254740993]},"d":12345678901234567890}`;
    expect(placesIn(text)).toEqual(["b.c.1=1e400", "b.c.2=9007199254740993", "d=12345678901234567890"]);
  });

  it("looks only at numbers, and stops at ten", () => {
    expect(placesIn('{"id":"9007199254740993","e":"x 1e400","t":" 5e9"}')).toEqual([]);
    expect(placesIn(`[${Array(50).fill("1e999")}]`)).toHaveLength(10);
  });

  it("refuses exactly what JSON.stringify would not write back with the same value", () => {
    const digits = fc.bigInt({ min: -(10n ** 25n), max: 10n ** 25n }).map(String);
    fc.assert(
      fc.property(digits, (written) => {
        const back = JSON.stringify(Number(written));
        const same = BigInt(back.includes("e") ? plainDigits(Number(written)) : back) === BigInt(written);
        expect(isExact(written)).toBe(same);
      }),
    );
  });

  it("never refuses what JSON.stringify has written", () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => void expect(placesIn(JSON.stringify(value))).toEqual([])));
    fc.assert(fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (n) => isExact(JSON.stringify(n))));
  });

  it("says every finite number in plain digits that mean the same", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
        expect(plainDigits(number)).toMatch(/^-?\d+(\.\d+)?$/);
        expect(Number(plainDigits(number)) + 0).toBe(number + 0);
      }),
    );
  });
});

describe("a key that its object has again", () => {
  const keysIn = (text: string) => readJson(text).lost.map(({ kind, path, written }) => `${kind} ${path} ${written}`);

  it.each([
    ['{"a":1,"a":1}', ["key a a"]],
    ['{"a":1,"b":2,"a":{"c":3}}', ["key a a"]],
    ['{"x":[0,{"k":{"a":1,"a":2}}]}', ["key x.1.k.a a"]],
    [String.raw`{"a":1,"\u0061":2}`, ["key a a"]],
    ['{"":1,"":2}', ["key  "]],
    ['{"__proto__":1,"__proto__":2}', ["key __proto__ __proto__"]],
    ['{"a":{"b":1},"a":{"c":1,"c":2},"d":1e400}', ["key a a", "key a.c c", "number d 1e400"]],
  ])("%s is found with its place", (text, found) => expect(keysIn(text)).toEqual(found));

  it("is told once, however often it comes, and at most ten are", () => {
    expect(keysIn(`{${Array(50).fill('"a":1')}}`)).toEqual(["key a a"]);
    expect(keysIn(`{${Array.from({ length: 50 }, (_, index) => `"a${index >> 1}":1`)}}`)).toHaveLength(10);
  });

  it("is another one in another object, in another case, and in a text", () => {
    const text = String.raw`{"a":{"a":{"A":1}},"b":[{"a":1},{"a":2}],"c":"\"a\":1,\"a\":2","toString":1,"d":{"b":1,"e":1}}`;
    expect(keysIn(text)).toEqual([]);
  });

  it("is found exactly where JSON.parse leaves keys out", () => {
    const key = fc.constantFrom('"a"', '"b"', String.raw`"\u0061"`, '"a.b"');
    const { json } = fc.letrec<{ json: string }>((tie) => ({
      json: fc.oneof(
        { depthSize: "small" },
        fc.constantFrom("1", "null", '"a"', '"{\\"a\\":"'),
        fc.array(tie("json"), { maxLength: 3 }).map((parts) => `[${parts}]`),
        fc
          .array(fc.tuple(key, tie("json")), { maxLength: 3 })
          .map((parts) => `{${parts.map(([name, part]) => `${name} : ${part}`).join(" ,\n")}}`),
      ),
    }));
    const count = (value: unknown): number =>
      typeof value !== "object" || value === null
        ? 0
        : Object.values(value).reduce<number>((sum, part) => sum + count(part) + (Array.isArray(value) ? 0 : 1), 0);
    fc.assert(
      fc.property(json, (text) => {
        const written = text.match(/ : /g)?.length ?? 0;
        expect(readJson(text).lost.length > 0).toBe(count(JSON.parse(text)) < written);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe("W12: JSON of other services", () => {
  it("keeps such a number digit for digit, as text, and of a key the last value", () => {
    expect(readForeignJson('{"id":12345678901234567890,"n":[1.10,1e400],"t":"1e400","k":1e400,"k":1e500}')).toEqual({
      id: "12345678901234567890",
      n: [1.1, "1e400"],
      t: "1e400",
      k: "1e500",
    });
    expect(() => readForeignJson("{bad")).toThrow(SyntaxError);
  });
});

describe("W12: whatever is in a text, reading it", () => {
  const megabyte = 1_000_000;
  const keys = Array.from({ length: 80_000 }, (_, index) => `"k${index}":1`).join();
  it.each([
    ["backslashes", `["${"\\\\".repeat(megabyte / 2)}",1e400]`],
    ["long numbers", `[${"111111111111111,".repeat(62_000)}1e400]`],
    ["beginnings of exponents in a text", `["${" 1e".repeat(330_000)}",1e400]`],
    ["one number", `[0.${"0".repeat(megabyte)}1]`],
    ["lists within each other", `${"[".repeat(4_000)}1e400${"]".repeat(4_000)}`],
    ["objects within each other", `${'{"a":'.repeat(100_000)}1e400${"}".repeat(100_000)}`],
    ["keys of one object", `{${keys},"k0":1}`],
    ["escaped quotes in a key", `{"${'\\"'.repeat(megabyte / 2)}":1e400}`],
  ])("goes over it once: %s", (_, text) => {
    const steps = countSteps(/lib\/json/, () => expect(readJson(text).lost).toHaveLength(1));
    expect(steps).toBeGreaterThan(0);
    expect(steps).toBeLessThan(10 * text.length);
  });

  it("reads a very long key once, however many numbers are under it", () => {
    const key = `${"k".repeat(300_000)}\n`;
    const written = "12345678901234567890";
    const text = `{${JSON.stringify(key)}:[${Array(3_000).fill(written).join()}]}`;
    const parse = vi.spyOn(JSON, "parse");
    const paths = readJson(text).lost.map(({ path }) => path.length);
    const kept = withInexactAsText(text);
    const characters = parse.mock.calls.reduce((sum, [given]) => sum + given.length, 0);
    parse.mockRestore();
    expect(paths).toEqual(Array(10).fill(201));
    expect(JSON.parse(kept)).toEqual({ [key]: Array(3_000).fill(written) });
    expect(characters).toBeLessThan(2 * (text.length + 2 * key.length));
  });
});
