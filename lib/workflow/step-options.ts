import type { RetryPolicy } from "@/lib/engine/program";
import type { Json } from "@/lib/engine/types";
import type { WorkflowDefinition } from "./definition";

/** Options of steps that start branches. */
export interface JoinOptions<T extends string> {
  title?: string;
  next?: T;
  /** Where to go when a branch failed; otherwise the run fails. */
  onError?: T;
}

/** Options of steps that do something outside. */
export interface EffectOptions<T extends string> {
  title?: string;
  /** The output is text and becomes the run's next draft. */
  draft?: boolean;
  retry?: Partial<RetryPolicy>;
  timeoutMs?: number;
  next?: T;
  /** Where to go when it failed for good; otherwise the run fails. */
  onError?: T;
}

export type Branches<C, B extends string> = Record<B, { run: WorkflowDefinition; input(context: C): Json }>;

/** Branches by name, taken apart into their workflows and what they get. */
export function named<C, B extends string>({ branches, ...rest }: { branches: Branches<C, B> }) {
  const entries = Object.entries<Branches<C, B>[B]>(branches);
  return {
    ...rest,
    branches: Object.fromEntries(entries.map(([branch, { run }]) => [branch, run])),
    plan: (context: C) => entries.map(([branch, { input }]) => ({ key: branch, branch, input: input(context) })),
  };
}
