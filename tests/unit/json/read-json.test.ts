import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isExact, plainDigits } from "@/lib/json/exact-number";
import { readForeignJson, readJson, withInexactAsText } from "@/lib/json/read-json";

const placesIn = (text: string) => readJson(text).inexact.map(({ path, written }) => `${path}=${written}`);

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

  it("goes over a megabyte once, whatever is in it", () => {
    const hard = [
      `["${"\\\\".repeat(500_000)}",1e400]`,
      `[${"111111111111111,".repeat(62_000)}1e400]`,
      `["${" 1e".repeat(330_000)}",1e400]`,
      `[0.${"0".repeat(1_000_000)}1]`,
      `${"[".repeat(4_000)}1e400${"]".repeat(4_000)}`,
    ];
    for (const text of hard) {
      const begun = performance.now();
      expect(readJson(text).inexact).toHaveLength(1);
      expect(performance.now() - begun).toBeLessThan(500);
    }
  });
});

describe("W12: JSON of other services", () => {
  it("keeps such a number digit for digit, as text", () => {
    expect(readForeignJson('{"id":12345678901234567890,"n":[1.10,1e400],"t":"1e400"}')).toEqual({
      id: "12345678901234567890",
      n: [1.1, "1e400"],
      t: "1e400",
    });
    expect(() => readForeignJson("{bad")).toThrow(SyntaxError);
  });
});

it("W12: numbers under a very long key cost no more for it", () => {
  const key = "k".repeat(300_000);
  const written = "12345678901234567890";
  const text = `{"${key}":[${Array(3_000).fill(written).join()}]}`;
  const kept = JSON.parse(withInexactAsText(text)) as Record<string, string[]>;
  expect(kept[key]).toEqual(Array(3_000).fill(written));
  expect(readJson(text).inexact.map(({ path }) => path.length)).toEqual(Array(10).fill(201));
});
