import { expect, test } from "vitest";
import { HOPS_EXTENSION, hopsOf, withHops } from "@/lib/protocols/a2a/hops-extension";

const said = (hops: unknown) => ({ metadata: { [HOPS_EXTENSION]: hops } });

test("W2: a message says how many agents it came through, and none where it does not say", () => {
  for (let hops = 0; hops < 8; hops++) expect(hopsOf(withHops(hops))).toBe(hops);
  for (const metadata of [undefined, {}, { hops: 99 }, Object.create({ [HOPS_EXTENSION]: 99 })]) {
    expect(hopsOf({ metadata })).toBe(0);
  }
});

test.each([8, 9, Number.MAX_SAFE_INTEGER, 1e308])("W2: %d agents are too many", (hops) => {
  expect(() => hopsOf(said(hops))).toThrow("came through 8 agents, one after the other");
});

test.each([-1, -0.5, 1.5, Number.NaN, Number.POSITIVE_INFINITY, "3", "", null, true, [], [1], { hops: 1 }])(
  "W2: %j is no count of agents",
  (hops) => {
    expect(() => hopsOf(said(hops))).toThrow(`message.metadata["${HOPS_EXTENSION}"] must be a whole number`);
  },
);
