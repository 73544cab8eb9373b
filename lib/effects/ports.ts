import type { CodeThreads } from "@/lib/code/code-threads";
import type { AskPlan, CommentForPrompt } from "@/lib/engine/program";
import type { EffectStep } from "@/lib/engine/steps";
import type { AgentQuery } from "@/lib/engine/steps/agents";
import type { Actor, Effect, EffectRun, Json, Usage } from "@/lib/engine/types";
import type { Assistant } from "@/lib/llm/assistants";
import type { ModelClient } from "@/lib/llm/model-client";
import type { AgentMatch, AgentView } from "@/lib/views/agents";
import type { DecisionView } from "@/lib/views/views";
import type { A2aConnect, A2aPlace } from "./a2a-client";
import type { IncomingResponse, Limits, OutgoingRequest } from "./http-request";

/** What performing effects needs from outside. */
export interface EffectPorts {
  model: ModelClient;
  defaultModel: string;
  modelTimeoutMs: number;
  assistants: Map<string, Assistant>;
  commentsOf(runId: string): Promise<CommentForPrompt[]>;
  sendRequest(request: OutgoingRequest, limits: Limits): Promise<IncomingResponse>;
  code: CodeThreads;
  agents: AgentDirectory;
  /** The bytes of a file that a run uses, by its root run; rejects with a `no_such_file` that is not retryable. */
  readFile(rootRunId: string, fileId: string): Promise<Uint8Array>;
  journal: Journal;
}

/** The agent directory, and the way to agents elsewhere. */
export interface AgentDirectory {
  /** By id or name; null when there is none. */
  find(workspaceId: string, nameOrId: string): Promise<AgentView | null>;
  /** Best first; only those that are enabled. */
  search(workspaceId: string, query: Required<AgentQuery>): Promise<AgentMatch[]>;
  connect: A2aConnect;
  /** Remembers a task elsewhere, so that it is canceled when its run is. */
  noteTask(effect: Effect, place: A2aPlace, taskId: string): Promise<void>;
  /** It has ended. */
  forgetTask(effect: Effect): Promise<void>;
}

/** What a visit of a code or agent step keeps between its executions. */
export interface Journal {
  /** Closed questions and recorded results of the visit, by key. */
  recall(effect: Effect): Promise<{ answers: Record<string, DecisionView>; results: Record<string, Json> }>;
  /** Records what was done once; answers the value that was recorded first. Rejects when the lease is lost. */
  record(effect: Effect, key: string, value: Json, signal: AbortSignal): Promise<Json>;
}

export interface EffectRequest<S extends EffectStep = EffectStep> {
  effect: Effect;
  step: S;
  snapshot: EffectRun;
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

/** Questions, and the draft that they are about where it is to become the run's. */
export interface Asking {
  asks: AskPlan[];
  input?: Json;
  draft?: { content: string; by: Actor };
}

/** A result, or the questions that code or an agent waits for. */
export type EffectOutcome = EffectResult | Asking;
