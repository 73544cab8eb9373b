import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jsonProblem } from "@/lib/forms/json-value";

const TOO_BIG = "Data can have at most 100 kB.";

describe("a JSON value that is too big", () => {
  /** As many parts as wanted, with how often one of them was read. */
  function counted(make: (part: () => object) => unknown): { value: unknown; reads: () => number } {
    let reads = 0;
    const part = () =>
      Object.defineProperty({}, "a", {
        enumerable: true,
        get: () => {
          reads++;
          return "x";
        },
      });
    return { value: make(part), reads: () => reads };
  }

  it.each<[string, number, (part: () => object) => unknown]>([
    ["a list that fits but for its parts", 0, (part) => Array.from({ length: 60_000 }, part)],
    ["a list that is too long", 0, (part) => Array.from({ length: 110_000 }, part)],
    [
      "an object of too many keys",
      0,
      (part) => Object.fromEntries(Array.from({ length: 30_000 }, (_, at) => [at, part()])),
    ],
    ["lists of lists", 20_000, (part) => Array.from({ length: 500 }, () => Array.from({ length: 1_000 }, part))],
    ["a long text beside", 0, (part) => [...Array.from({ length: 5_000 }, part), "x".repeat(100_000)]],
  ])("is not read to its end: %s", (_, most, make) => {
    const { value, reads } = counted(make);
    expect(jsonProblem("Data", value)).toBe(TOO_BIG);
    expect(reads()).toBeLessThanOrEqual(most);
  });

  it("is one of more than 100,000 bytes, however they lie", () => {
    const sized = (bytes: number) => [{ a: "ä".repeat(49_990) }, "b".repeat(bytes - 99_993)];
    const size = (value: unknown) => Buffer.byteLength(JSON.stringify(value));
    expect([size(sized(100_000)), size(sized(100_001))]).toEqual([100_000, 100_001]);
    expect(jsonProblem("Data", sized(100_000))).toBeNull();
    expect(jsonProblem("Data", sized(100_001))).toBe(TOO_BIG);
    for (const value of [Array(49_999).fill(0), Object.fromEntries(Array.from({ length: 9_000 }, (_, at) => [at, 1]))])
      expect([size(value) <= 100_000, jsonProblem("Data", value)]).toEqual([true, null]);
  });

  it("never is one that fits", () => {
    const parts = fc.array(fc.jsonValue({ noUnicodeString: false }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(parts, (some) => {
        // As many of them as just fit.
        const one = Buffer.byteLength(JSON.stringify(some)) + 1;
        const value = Array(Math.floor(99_998 / one)).fill(some);
        expect(jsonProblem("Data", value)).not.toBe(TOO_BIG);
      }),
    );
  });
});
