import { expect, it } from "vitest";
import { compile } from "@/lib/engine/definition/compile";
import type { WorkflowDefinition } from "@/lib/engine/definition/definition";
import approval from "../../fixtures/desk/approval";
import article from "../../fixtures/desk/article";

const edges = (definition: WorkflowDefinition) => {
  const { steps, edges } = compile(definition, "1-test");
  return edges.map(({ from, to, on, label }) => `${steps[from]?.name} > ${steps[to]?.name}: ${label || on}`);
};

it("every way from step to step is known: next, buttons by their label, deadlines", () => {
  expect(edges(approval)).toEqual([
    "sum > approve: next",
    "approve > sum: Add it up again",
    "approve > rejected: Reject",
    "approve > paid: Approve",
    "approve > escalate: deadline",
    "paid > done: next",
    "escalate > rejected: next",
  ]);
});

it("a step that may fail leads to where its author says", () => {
  expect(edges(article)).toEqual(["sections > done: next", "sections > failed: error"]);
});
