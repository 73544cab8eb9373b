import type { Workflow, WorkflowDefinition } from "@/lib/engine/definition/definition";
import type { Json } from "@/lib/engine/types";

/** What a workflow takes: the values of its input form. */
export type InputOf<W> = W extends Workflow<infer Input, unknown> ? Input : Json;

/** What a workflow gives: what its end steps put out. */
export type OutputOf<W> = W extends Workflow<unknown, infer Output> ? (unknown extends Output ? Json : Output) : Json;

/** One branch: the workflow it runs and what that gets. */
export interface Branch<C, W> {
  run: W;
  input(context: C): NoInfer<InputOf<W>>;
}

export type Branches<C, W extends Record<string, WorkflowDefinition>> = { [K in keyof W]: Branch<C, W[K]> };

/** Makes one result of what several branches gave; what failed is not among the results. */
export type Combine<C, W extends Record<string, WorkflowDefinition>, M> = Branch<
  C & { results: { [K in keyof W]?: OutputOf<W[K]> } },
  M
>;

/** The output of a race: which branch was first, and with what. */
export type Won<W extends Record<string, WorkflowDefinition>> = {
  [K in keyof W & string]: { winner: K; output: OutputOf<W[K]> };
}[keyof W & string];

/** Branches by name, taken apart into their workflows and what they get. */
export function named<C>({ branches, ...rest }: { branches: Record<string, Branch<C, WorkflowDefinition>> }) {
  const entries = Object.entries(branches);
  return {
    ...rest,
    branches: Object.fromEntries(entries.map(([branch, { run }]) => [branch, run])),
    plan: (context: C) => entries.map(([branch, { input }]) => ({ key: branch, branch, input: input(context) })),
  };
}
