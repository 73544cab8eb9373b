/** What the main thread and the thread of a code step say to each other. */
import type { AskPlan, CommentForPrompt } from "@/lib/engine/program";
import type { Context, EffectError, Json } from "@/lib/engine/types";
import type { DecisionView } from "@/lib/views/views";

export interface CodeJob {
  /** Path of the workflow's file. */
  file: string;
  workflow: string;
  version: string;
  step: string;
  /** The effect's key, the same on every attempt. */
  key: string;
  context: Context & { comments: CommentForPrompt[] };
  /** Closed questions of this visit, by key. */
  answers: Record<string, DecisionView>;
  /** What `once` recorded at this visit, by key. */
  results: Record<string, Json>;
  /** Of the result, and of each recorded one, as JSON. */
  maxBytes: number;
}

/** How a run of the function ended. Results travel as JSON text, which is small by then. */
export type CodeEnd =
  | { type: "done"; json: string }
  | { type: "suspended"; asks: AskPlan[] }
  | { type: "failed"; error: EffectError };

export type FromThread =
  | { type: "ready" }
  | { type: "record"; id: number; key: string; json: string }
  | { type: "read"; id: number; fileId: string }
  | CodeEnd;

export type ToThread =
  | { type: "run"; job: CodeJob }
  | { type: "recorded"; id: number; json: string }
  | { type: "bytes"; id: number; bytes: Uint8Array }
  | { type: "refused"; id: number; error: EffectError };
