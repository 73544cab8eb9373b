import type { ActionDefinition } from "@/lib/engine/definition/compile-form";
import type { FieldDefinitions } from "@/lib/engine/definition/field-definitions";
import type { RetryOptions } from "@/lib/engine/definition/retry";
import type { NotBy, Visibility } from "@/lib/engine/people";
import type { FieldOverride } from "@/lib/engine/steps/form";
import type { Actor, Assignee, DraftContent, Json } from "@/lib/engine/types";
import type { RuleSpec } from "@/lib/forms/spec";

/** What may be kept: JSON. Keys without a value are left out. */
export type Storable =
  | string
  | number
  | boolean
  | null
  | readonly Storable[]
  | { readonly [key: string]: Storable | undefined };

/** What a step's functions may read; outputs are those of the steps written before it. */
export interface StepContext<Input, Outputs> {
  input: Input;
  outputs: Outputs;
  /** Visits so far of each step, this one included. */
  visits: Record<string, number>;
  /** The current draft of the run. */
  draft: DraftContent | null;
  /** Who started the run; in a branch, the run that it belongs to. */
  startedBy: Actor;
}

/** Output of a form step: who pressed which button with which values. */
export type DecisionOutput<Actions extends string, Values> = {
  by: { [K in keyof Actor]: Actor[K] };
  action: Actions;
  values: Values;
  /** ISO 8601. */
  at: string;
};

/** What an agent gave back. `data` is its JSON, a list where there are several pieces, null where there is none. */
export type AgentOutput = { agent: { id: string; name: string }; text: string; data: Json };

/** An agent that fits; `score` goes from 0 to 1. */
export type AgentMatchOutput = {
  agent: { id: string; name: string; description: string; capabilities: string[]; kind: "prompt" | "a2a" };
  score: number;
  reasons: string[];
};

export type Computed<C, T> = T | ((context: C) => T);

export type TargetsOf<A extends Record<string, ActionDefinition>> = {
  [K in keyof A]: A[K] extends { to: infer T extends string } ? T : never;
}[keyof A];

type NotByOf<C> = C extends { outputs: infer O }
  ? Extract<NotBy, { starter: true }> | { step: keyof O & string }
  : never;

export interface FormOptions<C, F extends FieldDefinitions, A> {
  title?: string;
  fields: F;
  actions: A;
  /** The field whose text becomes a comment of the run. */
  comment?: keyof F & string;
  /** "If this, then that is needed", for one button or all; checked after the fields. */
  rules?: (RuleSpec & { action?: keyof A & string })[];
  /** Shows the run's current draft. */
  draft?: boolean;
  reviewTitle?: Computed<C, string>;
  description?: Computed<C, string>;
  assignee?: Assignee | ((context: C) => Assignee | null);
  /**
   * Who of those asked may not decide: `distinct` lets each person answer one of the reviews that the step opens;
   * `notBy` leaves out the starter, or whoever decided at an earlier step, also inside its branches.
   */
  people?: { distinct?: boolean; notBy?: readonly NotByOf<C>[] };
  /**
   * With `"participants"` the review, and all that the run makes from then on, is seen by whom the form asks, who
   * started the run, and admins alone. A form that names nobody then asks the starter.
   */
  visibility?: Visibility;
  /** Labels, defaults, help, options and what is only read, from run data, by field. */
  computed?(context: C): { [K in keyof F]?: FieldOverride };
}

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
  retry?: RetryOptions;
  timeoutMs?: number;
  next?: T;
  /** Where to go when it failed for good; otherwise the run fails. */
  onError?: T;
}
