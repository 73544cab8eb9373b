import fc from "fast-check";
import { expect, it } from "vitest";
import { storable } from "@/lib/engine/storable";
import type { Json } from "@/lib/engine/types";

it("replaces what Postgres refuses, in values and keys, and nothing else", { timeout: 30_000 }, () => {
  expect(storable({ "a\u0000": ["\ud83d", "fine", 1, null] })).toEqual({ "a\ufffd": ["\ufffd", "fine", 1, null] });
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: "binary" }), (value) => {
      const stored = JSON.stringify(storable(value as Json));
      return stored.isWellFormed() && !/\\u0000|\\ud[89a-f]/.test(stored);
    }),
  );
});
