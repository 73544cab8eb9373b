import type { FormSpec } from "@/lib/forms/spec";
import type { Assignee, Context, Json } from "./types";

export interface RetryPolicy {
  /** Attempts in all, the first included. */
  attempts: number;
  /** Wait before the second attempt, doubled before each further one, in milliseconds. */
  backoffMs: number;
  maxBackoffMs: number;
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
}

export interface FormStep extends StepBase {
  kind: "form";
  form: FormSpec;
  showsDraft: boolean;
  reviewTitle(context: Context): string;
  reviewDescription(context: Context): string;
  assignee(context: Context): Assignee | null;
  /** Where each action leads. */
  targets: Record<string, number>;
}

export interface SetStep extends StepBase {
  kind: "set";
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

export type Step = PromptStep | FormStep | SetStep | BranchStep | EndStep;
export type EffectStep = PromptStep;

/** One version of a workflow, compiled: names resolved to indices, nothing left to look up. */
export interface Program {
  workflow: string;
  version: string;
  title: string;
  description: string;
  input: Pick<FormSpec, "fields">;
  steps: Step[];
}
