import type { CommentForPrompt, PromptMessage, RetryPolicy } from "@/lib/engine/program";
import type { Actor, Assignee, DraftContent, Json } from "@/lib/engine/types";
import type { ActionDefinition, StepDefinition, WorkflowDefinition } from "./definition";
import type { FieldDefinitions, ValuesOf } from "./fields";

/** What a step's functions may read; outputs are those of the steps written before it. */
export interface StepContext<Input, Outputs> {
  input: Input;
  outputs: Outputs;
  /** Visits so far of each step, this one included. */
  visits: Record<string, number>;
  /** The current draft of the run. */
  draft: DraftContent | null;
}

/** Output of a form step: who pressed which button with which values. */
export type DecisionOutput<Actions extends string, Values> = { by: Actor; action: Actions; values: Values; at: string };

type Computed<C, T> = T | ((context: C) => T);
type TargetsOf<A extends Record<string, ActionDefinition>> = {
  [K in keyof A]: A[K] extends { to: infer T extends string } ? T : never;
}[keyof A];

/** Steps in the order they are walked. Every target must be the name of a step: `build` checks it in the types. */
export class WorkflowBuilder<Input, Outputs, Names extends string, Targets extends string> {
  constructor(private readonly definition: WorkflowDefinition) {}

  private add<O, N extends string, T extends string>(step: StepDefinition) {
    return new WorkflowBuilder<Input, O, Names | N, Targets | T>({
      ...this.definition,
      steps: [...this.definition.steps, step],
    });
  }

  /** Asks a model, through a named assistant. With `draft` its text becomes the run's next draft. */
  prompt<const N extends string, const T extends string = never>(
    name: N,
    options: {
      title?: string;
      assistant: string;
      messages(context: StepContext<Input, Outputs> & { comments: CommentForPrompt[] }): PromptMessage[];
      draft?: boolean;
      retry?: Partial<RetryPolicy>;
      timeoutMs?: number;
      next?: T;
      onError?: T;
    },
  ) {
    return this.add<Outputs & Record<N, string>, N, T>({ kind: "prompt", name, ...options } as StepDefinition);
  }

  /** Waits for a person. `comment` names the field whose text becomes a comment of the run. */
  form<
    const N extends string,
    const F extends FieldDefinitions,
    const A extends Record<string, ActionDefinition & { requires?: readonly (keyof F & string)[] }>,
  >(
    name: N,
    options: {
      title?: string;
      fields: F;
      actions: A;
      comment?: keyof F & string;
      /** Shows the run's current draft. */
      draft?: boolean;
      reviewTitle?: Computed<StepContext<Input, Outputs>, string>;
      description?: Computed<StepContext<Input, Outputs>, string>;
      assignee?: Assignee | ((context: StepContext<Input, Outputs>) => Assignee | null);
    },
  ) {
    type Output = DecisionOutput<keyof A & string, ValuesOf<F>>;
    return this.add<Outputs & Record<N, Output>, N, TargetsOf<A>>({ kind: "form", name, ...options } as StepDefinition);
  }

  /** Computes a value from run data. */
  set<const N extends string, V extends Json, const T extends string = never>(
    name: N,
    options: { title?: string; value(context: StepContext<Input, Outputs>): V; next?: T },
  ) {
    return this.add<Outputs & Record<N, V>, N, T>({ kind: "set", name, ...options } as StepDefinition);
  }

  /** Chooses where to go on. */
  branch<const N extends string, const T extends string>(
    name: N,
    options: { title?: string; targets: readonly T[]; choose(context: StepContext<Input, Outputs>): NoInfer<T> },
  ) {
    return this.add<Outputs & Record<N, T>, N, T>({ kind: "branch", name, ...options } as StepDefinition);
  }

  /** Ends the run with its output. */
  end<const N extends string>(
    name: N,
    options: { title?: string; output(context: StepContext<Input, Outputs>): Json },
  ) {
    return this.add<Outputs, N, never>({ kind: "end", name, ...options } as StepDefinition);
  }

  build(
    ..._unknownTarget: [Targets] extends [Names] ? [] : [unknownTarget: Exclude<Targets, Names>]
  ): WorkflowDefinition {
    return this.definition;
  }
}

/**
 * Begins a workflow. `name` is how programs start it; raise `version` when you change its steps and
 * paused runs should be told apart.
 */
export function workflow<const I extends FieldDefinitions>(
  name: string,
  options: { title: string; description?: string; version?: number; input: I },
) {
  return new WorkflowBuilder<ValuesOf<I>, unknown, never, never>({
    name,
    title: options.title,
    description: options.description ?? "",
    version: options.version ?? 1,
    input: options.input,
    steps: [],
  });
}
