import { COMBINE, startBranches } from "@/lib/engine/branches";
import { branchesOf, innerName } from "@/lib/engine/definition/branches";
import { listProblem, nameProblem } from "@/lib/engine/definition/check-names";
import type { WorkflowDefinition } from "@/lib/engine/definition/definition";
import type { BranchPlan, StepBase } from "@/lib/engine/program";
import type { BranchState, Context, Json, Outputs } from "@/lib/engine/types";
import { config, orEndless, target } from "./config";
import { waysOn } from "./effect";
import type { Report, StepCommon, StepKind } from "./kind";

/** How a step is written that starts branches. */
export interface JoinCommon extends StepCommon {
  /** The workflows of its branches, by name of the branch. */
  branches: Record<string, WorkflowDefinition>;
  plan(context: Context): { key: string; branch: string; input: Json }[];
  concurrency?: number;
  first?: boolean;
  /** One more branch, that begins with what the others gave once all have ended. */
  combine?: { run: WorkflowDefinition; input(context: Context & { results: Outputs }): Json };
  next?: string;
  onError?: string;
}

/** Starts child runs and waits for them. */
export interface JoinBase extends StepBase {
  next: number;
  onError: number | null;
  branches(context: Context): BranchPlan[];
  /** Branches under way at once. */
  concurrency: number;
  /** The first branch to complete ends the step, and the others are canceled. */
  first: boolean;
  /** Some branch must complete; without one there is no output. */
  needsOne: boolean;
  /**
   * Plans one more branch, under the key `combine`, from what the completed ones gave by key. It starts once all
   * have ended; those that failed do not matter as long as one completed. Its output is the step's.
   */
  combine: ((context: Context, results: Outputs) => BranchPlan) | null;
  /** What the branches gave, as the step's output. */
  outputOf(branches: BranchState[]): Json;
}

export interface JoinDefinition<K extends string = string> extends JoinCommon {
  kind: K;
}

export interface JoinStep<K extends string = string> extends JoinBase {
  kind: K;
}

type JoinKind<K extends string> = StepKind<JoinDefinition<K>, JoinStep<K>>;

interface Own<K extends string> extends Pick<JoinKind<K>, "word" | "icon" | "check">, Pick<JoinBase, "outputOf"> {
  needsOne?: boolean;
}

/** A kind of step that starts branches, from what it has of its own. */
export function joinKind<K extends string>({ check, needsOne = false, outputOf, ...looks }: Own<K>): JoinKind<K> {
  return {
    ...looks,
    config: config({
      concurrency: orEndless((given) => given >= 1, "its concurrency must be 1 or more."),
      next: target,
      onError: target,
    }),
    check(step, report) {
      checkJoin(step, report);
      check?.(step, report);
    },
    ways: waysOn,
    shape({ branches, combine, first, next, onError }, structureOf) {
      const inner = Object.entries(branches).map(([name, branch]) => ({ name, ...structureOf(branch) }));
      return { branches: inner, first, next, onError, ...(combine && { combine: structureOf(combine.run) }) };
    },
    compile(step, resolve, { name: workflow }) {
      const compiled: Omit<JoinBase, keyof StepBase> = {
        branches: (context) =>
          step
            .plan(context)
            .map(({ key, branch, input }) => ({ key, workflow: innerName(workflow, step.name, branch), input })),
        concurrency: step.concurrency ?? Number.POSITIVE_INFINITY,
        first: step.first ?? false,
        needsOne,
        combine: compileCombine(workflow, step),
        next: resolve(step.next),
        onError: step.onError === undefined ? null : resolve(step.onError),
        outputOf,
      };
      return compiled as ReturnType<JoinKind<K>["compile"]>;
    },
    enter(_, step, progress) {
      progress.openVisit(step, "waiting");
      return startBranches(step, progress);
    },
  };
}

function checkJoin(step: JoinCommon, report: Report): void {
  for (const name of Object.keys(step.branches)) {
    const misnamed = nameProblem("name", name);
    if (misnamed) report(`branch "${name}": ${misnamed}`);
  }
  const hidden = listProblem("name of a branch", step.branches);
  if (hidden) report(hidden);
  for (const [name, run] of Object.entries(branchesOf(step))) {
    if (!Array.isArray(run?.steps)) report(`branch "${name}" runs no workflow; give it one that ends in .build().`);
  }
}

function compileCombine(workflow: string, { name, combine }: JoinCommon): JoinBase["combine"] {
  if (!combine) return null;
  return (context, results) => ({
    key: COMBINE,
    workflow: innerName(workflow, name, COMBINE),
    input: combine.input({ ...context, results }),
  });
}

/** What branches gave, by key. */
export const byKey = (branches: BranchState[]): Json =>
  Object.fromEntries(branches.map(({ key, output }) => [key, output]));
