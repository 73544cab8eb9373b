/** A test kit for workflows: the product's engine, rules and forms, in memory, with a clock of the test's own. */

import type { WorkflowDefinition } from "@/lib/engine/definition/definition";
import type { Json } from "@/lib/engine/types";
import { startRun } from "@/lib/operations/start-run";
import type { Outside } from "./effects";
import { TESTER, type TestPerson } from "./people";
import { TestRun } from "./test-run";
import type { InputOf } from "./types";
import { World } from "./world";

export { KitError } from "./kit-error";
export { failing } from "./scripts";
export type { TestForm } from "./test-form";
export type { TestRun } from "./test-run";

interface TestOptions<W> extends Outside {
  input?: InputOf<W>;
  /** Roles and teams of those the test calls by name with `as`; others are reviewers. */
  people?: Record<string, TestPerson>;
  /** Where the clock stands at first. */
  now?: Date | string;
}

/** Starts a run. It stands before its first step until the test waits for something. */
export async function testRun<W extends WorkflowDefinition>(
  workflow: W,
  options: TestOptions<W> = {},
): Promise<TestRun<W>> {
  const { input = {}, people = {}, now = "2030-01-01T09:00:00Z", ...outside } = options;
  const world = new World([workflow], outside, new Date(now));
  const { id } = await startRun(world.ports, TESTER, { workflow: workflow.name, input: input as Json });
  return new TestRun<W>({ world, people }, id, TESTER);
}
