import type { FormSpec } from "@/lib/forms/spec";
import type { WorkflowEdge } from "@/lib/views/views";
import type { PeoplePlan } from "./people";
import type { Assignee, Context, Json, Outputs } from "./types";

export interface RetryPolicy {
  /** Attempts in all, the first included. */
  attempts: number;
  /** Wait before the second attempt, doubled before each further one, in milliseconds. */
  backoffMs: number;
  maxBackoffMs: number;
  /** How much of the wait is left to chance, from 0 (none) to 1 (all): steps that failed together come back apart. */
  jitter: number;
  /** Which errors are tried again: these codes, or what this says. Null: those that call themselves retryable. */
  on: readonly string[] | ((error: RetriedError) => boolean) | null;
}

/** What a retry policy may look at. */
export interface RetriedError {
  code: string;
  message: string;
  /** What is done where the policy does not say. */
  retryable: boolean;
}

export interface CommentForPrompt {
  by: string;
  text: string;
  draftRevision: number | null;
}

export interface PromptMessage {
  role: "system" | "user" | "assistant";
  content: string;
}

interface StepBase {
  index: number;
  name: string;
  title: string;
}

/** An effect's output goes on to `next`; when it failed for good, to `onError` or the run fails. */
interface EffectBase extends StepBase {
  next: number;
  onError: number | null;
  retry: RetryPolicy;
  timeoutMs: number | null;
  /** The output is text and becomes the run's next draft. */
  draft: boolean;
}

export interface PromptStep extends EffectBase {
  kind: "prompt";
  assistant: string;
  messages(context: Context & { comments: CommentForPrompt[] }): PromptMessage[];
  /** JSON Schema of the answer, which is then JSON instead of text. */
  schema: object | null;
}

/** A request of an http step. `json` is sent as the body; GET and HEAD have none. */
export interface HttpRequest {
  method?: string;
  url: string;
  headers?: Record<string, string>;
  json?: Json;
}

export interface HttpStep extends EffectBase {
  kind: "http";
  request(context: Context): HttpRequest;
}

/** Runs a function in a thread of its own, which finds it by file, workflow and step: functions don't cross threads. */
export interface CodeStep extends EffectBase {
  kind: "code";
  /** Path of the workflow's file; null for a workflow that came from none. */
  file: string | null;
  maxResultBytes: number;
}

/** What an agent is told: text, JSON, or both. */
export type AgentMessage = string | { text?: string; data?: Json };

/** Hands work to an agent of the directory, or to one elsewhere by the address of its card. */
export interface AgentStep extends EffectBase {
  kind: "agent";
  /** A name or an id in the directory, or an address. */
  agent(context: Context): string;
  message(context: Context): AgentMessage;
}

export interface AgentQuery {
  /** What is to be done, in anybody's words. */
  query: string;
  capabilities?: string[];
  /** By default 5. */
  limit?: number;
}

/** Looks for agents in the directory. */
export interface AgentsStep extends EffectBase {
  kind: "agents";
  search(context: Context): AgentQuery;
}

/** One review to open: what a form step computes from run data when it is entered. */
export interface ReviewPlan {
  key: string;
  title: string;
  description: string;
  assignee: Assignee | null;
  people?: PeoplePlan;
  form: FormSpec;
  dueAfterMs: number | null;
}

/** A question that code asks: a review, with or without the run's current draft. */
export interface AskPlan extends ReviewPlan {
  showsDraft: boolean;
}

/** What happens when a deadline passes: an action is taken in the person's stead, or the run goes elsewhere. */
export type OnDeadline = { action: string } | { target: number };

export interface FormStep extends StepBase {
  kind: "form";
  showsDraft: boolean;
  /** The reviews to open, each under its own key. The step is over when all are closed. */
  reviews(context: Context): ReviewPlan[];
  /** One review: its decision is the output and its action chooses. Several: decisions by key, then `next`. */
  single: boolean;
  /** Where each action leads. */
  targets: Record<string, number>;
  next: number;
  onDeadline: OnDeadline | null;
}

export interface TimerStep extends StepBase {
  kind: "timer";
  next: number;
  /** Milliseconds to wait, or the moment to wait for. */
  until(context: Context): number | Date;
}

export interface SignalStep extends StepBase {
  kind: "signal";
  next: number;
  signal: string;
}

/** One branch to start: a child run of `workflow` (an inner program) with its input. */
export interface BranchPlan {
  key: string;
  workflow: string;
  input: Json;
}

/** Starts child runs and waits for them: each, parallel, race and workflow. */
export interface JoinStep extends StepBase {
  kind: "each" | "parallel" | "race" | "workflow";
  next: number;
  onError: number | null;
  branches(context: Context): BranchPlan[];
  /** Branches under way at once. */
  concurrency: number;
  /** The first branch to complete ends the step, and the others are canceled. */
  first: boolean;
  /**
   * Plans one more branch, under the key `combine`, from what the completed ones gave by key. It starts once all
   * have ended; those that failed do not matter as long as one completed. Its output is the step's.
   */
  combine: ((context: Context, results: Outputs) => BranchPlan) | null;
}

export interface SetStep extends StepBase {
  kind: "set";
  /** Its text becomes the run's next draft. */
  draft: boolean;
  next: number;
  value(context: Context): Json;
}

export interface BranchStep extends StepBase {
  kind: "branch";
  /** Name of one of `targets`. */
  choose(context: Context): string;
  targets: Record<string, number>;
}

export interface EndStep extends StepBase {
  kind: "end";
  output(context: Context): Json;
}

export type Step = EffectStep | FormStep | TimerStep | SignalStep | JoinStep | SetStep | BranchStep | EndStep;
export type EffectStep = PromptStep | HttpStep | CodeStep | AgentStep | AgentsStep;
/** Effects that may ask people, and then begin again with the answers. */
export type AskingEffect = CodeStep | AgentStep;

/** When a schedule starts runs: by a cron expression in a time zone, or every so many milliseconds. */
export type Timing = { cron: string; timeZone: string } | { everyMs: number };

/** Starts runs of its workflow by itself. */
export interface Schedule {
  /** Tells apart the schedules of one workflow. */
  name: string;
  timing: Timing;
  /** Starts that no process was there for are dropped or made later. */
  missed: "skip" | "catch-up";
  /** The run's input, or how to compute it for the moment the start was meant for. */
  input: Json | ((at: Date) => Json);
}

/** How runs of earlier versions become runs of this one. */
export interface Migration {
  /** Declared numbers, or whole versions (`2-ab12cd34`). */
  from: readonly (number | string)[];
  /** New names of steps by their old ones; others keep theirs. */
  steps: Record<string, string>;
  /** Outputs as this version wants them, from outputs under the new names. */
  data: ((outputs: Outputs, from: string) => Outputs) | null;
}

/** One version of a workflow, compiled: names resolved to indices, nothing left to look up. */
export interface Program {
  workflow: string;
  version: string;
  title: string;
  description: string;
  input: Pick<FormSpec, "fields">;
  steps: Step[];
  /** For people who look at it; the engine goes by the steps. */
  edges: WorkflowEdge[];
  /** A form or signal that nobody answered for so long ends the run; null is never. */
  expireAfterMs: number | null;
  /** How long its ended runs are kept; infinite is for ever, null as long as the installation says. */
  retentionMs: number | null;
  schedules: Schedule[];
  migrations: Migration[];
  /** Programs of its branches; they are started by this one only. */
  inner: Program[];
}
