import type { CodeTools } from "@/lib/engine/definition/code-tools";
import type { ActionDefinition } from "@/lib/engine/definition/compile-form";
import type { Workflow, WorkflowDefinition } from "@/lib/engine/definition/definition";
import type { FieldDefinitions, ValuesOf } from "@/lib/engine/definition/field-definitions";
import type { ScheduleDefinition } from "@/lib/engine/definition/schedules";
import type { CommentForPrompt, PromptMessage } from "@/lib/engine/program";
import type { StepDefinition } from "@/lib/engine/steps";
import type { AgentMessage } from "@/lib/engine/steps/agent";
import type { AgentQuery } from "@/lib/engine/steps/agents";
import type { ReviewDefinition } from "@/lib/engine/steps/form";
import type { HttpRequest } from "@/lib/engine/steps/http";
import type { Json } from "@/lib/engine/types";
import { type Branch, type Branches, type Combine, type InputOf, named, type OutputOf, type Won } from "./branches";
import type { FromSchema } from "./schema-type";
import type {
  AgentMatchOutput,
  AgentOutput,
  Computed,
  DecisionOutput,
  EffectOptions,
  FormOptions,
  JoinOptions,
  StepContext,
  Storable,
  TargetsOf,
} from "./step-options";
import type { WorkflowOptions } from "./workflow-options";

/** Steps in the order they are walked. Every target must be the name of a step: `build` checks it in the types. */
class WorkflowBuilder<Input, Outputs, Names extends string, Targets extends string, Ends> {
  constructor(private readonly definition: WorkflowDefinition) {}

  private add<O, N extends string, T extends string, E = never>(step: StepDefinition) {
    return new WorkflowBuilder<Input, O, Names | N, Targets | T, Ends | E>({
      ...this.definition,
      steps: [...this.definition.steps, step],
    });
  }

  /** Asks a model, through a named assistant. With `draft` its text becomes the run's next draft. */
  prompt<const N extends string, const T extends string = never, const S extends object | undefined = undefined>(
    name: N,
    options: EffectOptions<T> & {
      assistant: string;
      messages(context: StepContext<Input, Outputs> & { comments: CommentForPrompt[] }): PromptMessage[];
      /** JSON Schema: the output is JSON that fits it, instead of text. */
      schema?: S;
    },
  ) {
    type Output = S extends object ? FromSchema<S> : string;
    return this.add<Outputs & Record<N, Output>, N, T>({ kind: "prompt", name, ...options } as StepDefinition);
  }

  /**
   * Calls a service that speaks JSON. Any other status than 2xx is a failure. What is not a GET carries an
   * `Idempotency-Key`, the same on every attempt.
   */
  http<const N extends string, const T extends string = never>(
    name: N,
    options: Omit<EffectOptions<T>, "draft"> & { request(context: StepContext<Input, Outputs>): HttpRequest },
  ) {
    type Output = { status: number; headers: Record<string, string>; body: Json };
    return this.add<Outputs & Record<N, Output>, N, T>({ kind: "http", name, ...options } as StepDefinition);
  }

  /**
   * Runs a function in a thread of its own, for at most `timeoutMs` (30 s). It may ask people, and do things
   * once. With `draft` the text it returns becomes the run's next draft.
   */
  code<const N extends string, R, const T extends string = never>(
    name: N,
    options: EffectOptions<T> & {
      run(context: StepContext<Input, Outputs> & { comments: CommentForPrompt[] }, tools: CodeTools): Promise<R> | R;
      maxResultBytes?: number;
    },
  ) {
    return this.add<Outputs & Record<N, R>, N, T>({ kind: "code", name, ...options } as StepDefinition);
  }

  /**
   * Hands work to an agent: `agent` is a name or an id of the directory, or the address of an A2A card. What the
   * agent asks, people are asked here. With `draft` its text is the output and becomes the run's next draft.
   */
  agent<const N extends string, const D extends boolean = false, const T extends string = never>(
    name: N,
    options: Omit<EffectOptions<T>, "draft"> & {
      draft?: D;
      agent: Computed<StepContext<Input, Outputs>, string>;
      message: AgentMessage | ((context: StepContext<Input, Outputs>) => AgentMessage);
    },
  ) {
    type Output = D extends true ? string : AgentOutput;
    return this.add<Outputs & Record<N, Output>, N, T>({ kind: "agent", name, ...options } as StepDefinition);
  }

  /** Looks for agents in the directory; the output has those that fit, best first. */
  agents<const N extends string, const T extends string = never>(
    name: N,
    options: Omit<EffectOptions<T>, "draft"> & { search(context: StepContext<Input, Outputs>): AgentQuery },
  ) {
    return this.add<Outputs & Record<N, AgentMatchOutput[]>, N, T>({
      kind: "agents",
      name,
      ...options,
    } as StepDefinition);
  }

  /** Waits for a person. `comment` names the field whose text becomes a comment of the run. */
  form<
    const N extends string,
    const F extends FieldDefinitions,
    const A extends Record<string, ActionDefinition & { requires?: readonly (keyof F & string)[] }>,
    const D extends string = never,
  >(
    name: N,
    options: FormOptions<StepContext<Input, Outputs>, F, A> & {
      /** What happens when nobody answered in time: a button counts as pressed, or the run goes elsewhere. */
      deadline?: { afterMs: Computed<StepContext<Input, Outputs>, number> } & (
        | { action: keyof A & string; to?: never }
        | { to: D; action?: never }
      );
    },
  ) {
    type Output = DecisionOutput<keyof A & string, ValuesOf<F>>;
    return this.add<Outputs & Record<N, Output>, N, TargetsOf<A> | D>({
      kind: "form",
      name,
      ...options,
    } as StepDefinition);
  }

  /**
   * Waits for several people at once: one review for each entry, each under its key. Goes on when all are
   * closed; the output is their decisions by key.
   */
  forms<
    const N extends string,
    const F extends FieldDefinitions,
    const A extends Record<string, Omit<ActionDefinition, "to"> & { requires?: readonly (keyof F & string)[] }>,
    const T extends string = never,
  >(
    name: N,
    options: Omit<FormOptions<StepContext<Input, Outputs>, F, A>, "deadline"> & {
      each(context: StepContext<Input, Outputs>): ReviewDefinition[];
      /** Milliseconds from the opening, and the button that counts as pressed then. */
      deadline?: { afterMs: Computed<StepContext<Input, Outputs>, number>; action: keyof A & string };
      next?: T;
    },
  ) {
    type Output = Record<string, DecisionOutput<keyof A & string, ValuesOf<F>>>;
    return this.add<Outputs & Record<N, Output>, N, T>({ kind: "form", name, ...options } as StepDefinition);
  }

  /** Waits for so many milliseconds, or until a moment. */
  timer<const N extends string, const T extends string = never>(
    name: N,
    options: { title?: string; until(context: StepContext<Input, Outputs>): number | Date; next?: T },
  ) {
    return this.add<Outputs & Record<N, string>, N, T>({ kind: "timer", name, ...options } as StepDefinition);
  }

  /** Waits for a signal of that name; one that came before is taken at once. The output is its data. */
  signal<const N extends string, const T extends string = never>(
    name: N,
    options: { title?: string; signal: string; next?: T },
  ) {
    return this.add<Outputs & Record<N, Json>, N, T>({ kind: "signal", name, ...options } as StepDefinition);
  }

  /** Runs a workflow for each item, so many at once; the output is the list of theirs, in order. */
  each<const N extends string, Item, W extends WorkflowDefinition, T extends string = never>(
    name: N,
    options: JoinOptions<T> & {
      items(context: StepContext<Input, Outputs>): readonly Item[];
      run: W;
      input(item: Item, index: number, context: StepContext<Input, Outputs>): NoInfer<InputOf<W>>;
      concurrency?: number;
    },
  ) {
    const { items, run, input, ...rest } = options;
    const plan = (context: StepContext<Input, Outputs>) =>
      items(context).map((item, index) => ({
        key: String(index + 1),
        branch: "item",
        input: input(item, index, context),
      }));
    type Output = OutputOf<W>[];
    return this.join<Outputs & Record<N, Output>, N, T>({ kind: "each", name, ...rest, branches: { item: run }, plan });
  }

  /** Runs named branches side by side; the output has theirs by name. */
  parallel<const N extends string, W extends Record<string, WorkflowDefinition>, T extends string = never>(
    name: N,
    options: JoinOptions<T> & { branches: Branches<StepContext<Input, Outputs>, W> },
  ) {
    type Output = { [K in keyof W]: OutputOf<W[K]> };
    return this.join<Outputs & Record<N, Output>, N, T>({ kind: "parallel", name, ...named(options) });
  }

  /**
   * Runs named branches side by side. The first to complete ends the step and the others are canceled; the
   * output is `{winner, output}`. With `combine` all of them run to their end; as long as one completed, it then
   * makes one result of what they gave, as one more branch, and its output is the step's.
   */
  race<
    const N extends string,
    W extends Record<string, WorkflowDefinition>,
    M extends WorkflowDefinition | undefined = undefined,
    T extends string = never,
  >(
    name: N,
    options: JoinOptions<T> & {
      branches: Branches<StepContext<Input, Outputs>, W>;
      combine?: Combine<StepContext<Input, Outputs>, W, M>;
    },
  ) {
    type Output = M extends WorkflowDefinition ? OutputOf<M> : Won<W>;
    const first = options.combine === undefined;
    return this.join<Outputs & Record<N, Output>, N, T>({ kind: "race", name, ...named(options), first });
  }

  /** Runs another workflow; its output is the step's. */
  workflow<const N extends string, W extends WorkflowDefinition, T extends string = never>(
    name: N,
    options: JoinOptions<T> & Branch<StepContext<Input, Outputs>, W>,
  ) {
    const { run, input, ...rest } = options;
    const plan = (context: StepContext<Input, Outputs>) => [{ key: name, branch: "run", input: input(context) }];
    type Output = OutputOf<W>;
    return this.join<Outputs & Record<N, Output>, N, T>({ kind: "workflow", name, ...rest, branches: { run }, plan });
  }

  private join<O, N extends string, T extends string>(step: object) {
    return this.add<O, N, T>(step as StepDefinition);
  }

  /** Computes a value from run data. With `draft` it is text, and becomes the run's next draft. */
  set<const N extends string, V extends Storable, const T extends string = never>(
    name: N,
    options: {
      title?: string;
      value(context: StepContext<Input, Outputs>): V;
      draft?: V extends string ? boolean : false;
      next?: T;
    },
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
  end<const N extends string, V extends Storable>(
    name: N,
    options: { title?: string; output(context: StepContext<Input, Outputs>): V },
  ) {
    return this.add<Outputs, N, never, V>({ kind: "end", name, ...options } as StepDefinition);
  }

  build(
    ..._unknownTarget: [Targets] extends [Names] ? [] : [unknownTarget: Exclude<Targets, Names>]
  ): Workflow<Input, Ends, Outputs> {
    return this.definition;
  }
}

/** Begins a workflow. `name` is how programs start it; raise `version` when you change its steps. */
export function workflow<const I extends FieldDefinitions>(name: string, options: WorkflowOptions<I>) {
  return new WorkflowBuilder<ValuesOf<I>, unknown, never, never, never>({
    name,
    title: options.title,
    description: options.description ?? "",
    version: options.version ?? 1,
    input: options.input,
    visibility: options.visibility,
    expireAfterMs: options.expireAfterMs,
    retentionMs: options.retentionMs,
    schedules: options.schedules as readonly ScheduleDefinition[] | undefined,
    migrate: options.migrate,
    steps: [],
  });
}
