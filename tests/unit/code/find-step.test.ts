import { expect, it } from "vitest";
import { findCodeStep } from "@/lib/code/find-step";
import { compile } from "@/lib/engine/definition/compile";
import squares from "../../fixtures/workflows/squares";

it("finds a code step in a workflow and in its branches, under the name its program has", () => {
  const inner = compile(squares, "1").inner.map(({ workflow }) => workflow);
  expect(inner).toEqual(["squares/all/item"]);
  expect(findCodeStep(squares, "squares", "write")?.draft).toBe(true);
  expect(findCodeStep(squares, "squares/all/item", "compute")?.name).toBe("compute");
});

it("finds nothing else", () => {
  expect(findCodeStep(squares, "squares", "all")).toBeNull();
  expect(findCodeStep(squares, "squares", "compute")).toBeNull();
  expect(findCodeStep(squares, "squares/all/other", "compute")).toBeNull();
  expect(findCodeStep(squares, "other", "write")).toBeNull();
});
