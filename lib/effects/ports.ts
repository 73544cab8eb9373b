import type { CommentForPrompt, EffectStep } from "@/lib/engine/program";
import type { Actor, Effect, Json, Usage } from "@/lib/engine/types";
import type { Assistant } from "@/lib/llm/assistants";
import type { ModelClient } from "@/lib/llm/model-client";
import type { RunSnapshot } from "@/lib/operations/records";

/** What performing effects needs from outside. */
export interface EffectPorts {
  model: ModelClient;
  defaultModel: string;
  modelTimeoutMs: number;
  assistants: Map<string, Assistant>;
  commentsOf(runId: string): Promise<CommentForPrompt[]>;
}

export interface EffectRequest<S extends EffectStep = EffectStep> {
  effect: Effect;
  step: S;
  snapshot: RunSnapshot;
  signal: AbortSignal;
  /** Text as it is written, all of it so far. */
  onText(text: string): void;
}

export interface EffectResult {
  output: Json;
  by: Actor;
  /** What was asked, for the history. */
  input?: Json;
  usage?: Usage;
}
