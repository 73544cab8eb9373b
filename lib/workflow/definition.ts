import type { PeoplePlan } from "@/lib/engine/people";
import type { AgentMessage, AgentQuery, CommentForPrompt, HttpRequest, PromptMessage } from "@/lib/engine/program";
import type { Assignee, Context, Json, Outputs } from "@/lib/engine/types";
import type { ActionSpec, FieldSpec, RuleSpec } from "@/lib/forms/spec";
import type { CodeTools } from "./code-tools";
import type { FieldDefinitions } from "./fields";
import type { MigrationDefinition } from "./migrations";
import type { RetryOptions } from "./retry";
import type { ScheduleDefinition } from "./schedules";

/** A workflow as written, before names are resolved. `compile` makes a program of it. */
export interface WorkflowDefinition {
  name: string;
  title: string;
  description: string;
  version: number;
  expireAfterMs?: number;
  retentionMs?: number;
  schedules?: readonly ScheduleDefinition[];
  migrate?: MigrationDefinition | readonly MigrationDefinition[];
  /** Path of the file it was loaded from. */
  file?: string;
  input: FieldDefinitions;
  steps: StepDefinition[];
}

/** A workflow that knows what it takes and gives, and what its steps put out: branches and tests are checked against it. */
export interface Workflow<Input, Output, Outputs = unknown> extends WorkflowDefinition {
  /** Only for inference. */
  readonly types?: { input: Input; output: Output; outputs: Outputs };
}

interface StepCommon {
  name: string;
  title?: string;
}

export interface ActionDefinition extends Omit<ActionSpec, "name" | "requires"> {
  requires?: readonly string[];
  /** The step this button leads to; by default the next one. */
  to?: string;
}

interface EffectCommon extends StepCommon {
  draft?: boolean;
  retry?: RetryOptions;
  timeoutMs?: number;
  next?: string;
  onError?: string;
}

export interface PromptDefinition extends EffectCommon {
  kind: "prompt";
  assistant: string;
  messages(context: Context & { comments: CommentForPrompt[] }): PromptMessage[];
  schema?: object;
}

export interface HttpDefinition extends EffectCommon {
  kind: "http";
  request(context: Context): HttpRequest;
}

export interface CodeDefinition extends EffectCommon {
  kind: "code";
  run(context: Context & { comments: CommentForPrompt[] }, tools: CodeTools): unknown;
  maxResultBytes?: number;
}

export interface AgentDefinition extends EffectCommon {
  kind: "agent";
  agent: string | ((context: Context) => string);
  message: AgentMessage | ((context: Context) => AgentMessage);
}

export interface AgentsDefinition extends EffectCommon {
  kind: "agents";
  search(context: Context): AgentQuery;
}

/** What a field may take from run data when the review opens. */
export type FieldOverride = Partial<Pick<FieldSpec, "label" | "default" | "help" | "options" | "content">>;

/** One of several reviews that a step opens at once. */
export interface ReviewDefinition {
  key: string;
  title?: string;
  description?: string;
  assignee?: Assignee | null;
}

export interface DeadlineDefinition {
  /** Milliseconds from the opening of the review. */
  afterMs: number | ((context: Context) => number);
  /** The button that counts as pressed then; or the step to go to. */
  action?: string;
  to?: string;
}

export interface FormDefinition extends StepCommon {
  kind: "form";
  fields: FieldDefinitions;
  actions: Record<string, ActionDefinition>;
  comment?: string;
  /** "If this, then that is needed", checked after the fields. */
  rules?: RuleSpec[];
  draft?: boolean;
  reviewTitle?: string | ((context: Context) => string);
  description?: string | ((context: Context) => string);
  assignee?: Assignee | ((context: Context) => Assignee | null);
  people?: PeoplePlan;
  computed?(context: Context): Record<string, FieldOverride>;
  deadline?: DeadlineDefinition;
  /** Opens several reviews, one for each entry. */
  each?(context: Context): ReviewDefinition[];
  /** After the last of several reviews. */
  next?: string;
}

export interface TimerDefinition extends StepCommon {
  kind: "timer";
  until(context: Context): number | Date;
  next?: string;
}

export interface SignalDefinition extends StepCommon {
  kind: "signal";
  signal: string;
  next?: string;
}

export interface JoinDefinition extends StepCommon {
  kind: "each" | "parallel" | "race" | "workflow";
  /** The workflows of its branches, by name of the branch; `each` and `workflow` have one. */
  branches: Record<string, WorkflowDefinition>;
  plan(context: Context): { key: string; branch: string; input: Json }[];
  concurrency?: number;
  first?: boolean;
  /** One more branch, that begins with what the others gave once all have ended. */
  combine?: { run: WorkflowDefinition; input(context: Context & { results: Outputs }): Json };
  next?: string;
  onError?: string;
}

export interface SetDefinition extends StepCommon {
  kind: "set";
  /** The value is text and becomes the run's next draft. */
  draft?: boolean;
  value(context: Context): Json;
  next?: string;
}

export interface BranchDefinition extends StepCommon {
  kind: "branch";
  choose(context: Context): string;
  targets: readonly string[];
}

export interface EndDefinition extends StepCommon {
  kind: "end";
  output(context: Context): Json;
}

export type StepDefinition =
  | PromptDefinition
  | HttpDefinition
  | CodeDefinition
  | AgentDefinition
  | AgentsDefinition
  | FormDefinition
  | TimerDefinition
  | SignalDefinition
  | JoinDefinition
  | SetDefinition
  | BranchDefinition
  | EndDefinition;
