import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { checkDefinition } from "@/lib/engine/definition/check";
import { compile } from "@/lib/engine/definition/compile";
import type { WorkflowDefinition } from "@/lib/engine/definition/definition";
import { versionOf } from "@/lib/engine/definition/version";
import type { StepBase } from "@/lib/engine/program";
import { looksOf, STEPS } from "@/lib/engine/steps";
import { config, target } from "@/lib/engine/steps/config";
import type { StepCommon, StepKind } from "@/lib/engine/steps/kind";
import { testRun } from "@/lib/testing";

interface TallyDefinition extends StepCommon {
  kind: "tally";
  of: string[];
  next?: string;
}

interface TallyStep extends StepBase {
  kind: "tally";
  of: string[];
  next: number;
}

/** Counts how often a run has been at other steps: a kind of step as one file would add it. */
const tally: StepKind<TallyDefinition, TallyStep> = {
  word: "tally",
  icon: "rows",
  config: config({ of: z.array(z.string()).min(1, "name what it counts."), next: target }),
  ways: ({ next }) => [{ to: next, on: "next" }],
  shape: ({ of, next }) => ({ of, next }),
  compile: ({ of, next }, resolve) => ({ of, next: resolve(next) }),
  enter(_, step, progress) {
    progress.openVisit(step, "completed");
    const { visits } = progress.context();
    progress.closeVisit("completed", { output: step.of.map((name) => visits[name] ?? 0) });
    return step.next;
  },
};

beforeAll(() => {
  Object.assign(STEPS, { tally });
});
afterAll(() => {
  Reflect.deleteProperty(STEPS, "tally");
});

const counted = (more: Partial<TallyDefinition> = {}, name = "count"): WorkflowDefinition => ({
  name: "counted",
  title: "Counted",
  description: "",
  version: 1,
  input: {},
  steps: [
    { kind: "set", name: "begin", value: () => 1 },
    { kind: "tally", name, of: ["begin", "end"], ...more } as never,
    { kind: "end", name: "end", output: ({ outputs }) => (outputs as { count: number[] }).count ?? null },
  ],
});

test("a kind that one file and one line add is checked, pinned, drawn and run", async () => {
  expect(checkDefinition(counted())).toEqual([]);
  expect(checkDefinition(counted({ of: [] }))).toEqual(['Workflow "counted", step "count": name what it counts.']);
  expect(checkDefinition(counted({ next: "nowhere" })).join()).toContain('it leads to "nowhere", which is no step');
  expect(versionOf(counted({ of: ["begin"] }))).not.toBe(versionOf(counted()));
  expect(compile(counted(), "1").edges).toContainEqual({ from: 1, to: 2, on: "next", label: "" });
  expect(looksOf("tally")).toMatchObject({ word: "tally", icon: "rows" });
  expect(looksOf("of another release")).toEqual({ word: "of another release", icon: "workflow" });
  expect((await (await testRun(counted())).untilEnd()).output).toEqual([1, 0]);
});
