import type { FormSpec } from "@/lib/forms/spec";
import type { WorkflowEdge } from "@/lib/views/views";
import type { PeoplePlan, Visibility } from "./people";
import type { Step } from "./steps";
import type { Assignee, Json, Outputs } from "./types";

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

/** What any compiled step has. */
export interface StepBase {
  index: number;
  name: string;
  title: string;
}

/** An effect's output goes on to `next`; when it failed for good, to `onError` or the run fails. */
export interface EffectBase extends StepBase {
  next: number;
  onError: number | null;
  retry: RetryPolicy;
  timeoutMs: number | null;
  /** The output is text and becomes the run's next draft. */
  draft: boolean;
}

/** One review to open: what a form step computes from run data when it is entered. */
export interface ReviewPlan {
  key: string;
  title: string;
  description: string;
  assignee: Assignee | null;
  people?: PeoplePlan;
  /** Hides the review, and what is made from then on. */
  visibility?: Visibility;
  form: FormSpec;
  dueAfterMs: number | null;
}

/** A question that code asks: a review, with or without the run's current draft. */
export interface AskPlan extends ReviewPlan {
  showsDraft: boolean;
}

/** One branch to start: a child run of `workflow` (an inner program) with its input. */
export interface BranchPlan {
  key: string;
  workflow: string;
  input: Json;
}

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
  /** Who sees its runs; null is everybody of the workspace. */
  visibility: Visibility | null;
  /** How long its ended runs are kept; infinite is for ever, null as long as the installation says. */
  retentionMs: number | null;
  schedules: Schedule[];
  migrations: Migration[];
  /** Programs of its branches; they are started by this one only. */
  inner: Program[];
}
