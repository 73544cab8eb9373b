import fc from "fast-check";
import { expect, it } from "vitest";
import type { Json } from "@/lib/engine/types";
import { draftsIn, keepOutput, keepOutputs, keptOutput, keptOutputs } from "@/lib/store/draft-text";

const draft = { revision: 3, content: "Once upon a time", format: "markdown" as const };
const contentOf = (revision: number) => (revision === 3 ? draft.content : undefined);

it("keeps the draft's text once and gives it back", () => {
  expect(keepOutput("Once upon a time", draft)).toEqual({ $draft: 3 });
  expect(keepOutput("Once upon a time", null)).toBe("Once upon a time");
  expect(draftsIn([{ $draft: 3 }, undefined, "x", { $draft: null, value: 1 }])).toEqual([3]);
  expect(keptOutput({ $draft: 3 }, contentOf)).toBe("Once upon a time");
});

it("gives back every output as it was, also one that looks like a place for a draft", () => {
  const lookalike = fc.record({ $draft: fc.jsonValue() }, { requiredKeys: [] });
  const output = fc.oneof(fc.jsonValue(), fc.constant(draft.content), lookalike) as fc.Arbitrary<Json>;
  fc.assert(
    fc.property(fc.dictionary(fc.string(), output), fc.boolean(), (outputs, drafted) => {
      const kept = JSON.parse(JSON.stringify(keepOutputs(outputs, drafted ? draft : null)));
      expect(keptOutputs(kept, contentOf)).toEqual(JSON.parse(JSON.stringify(outputs)));
    }),
  );
});
