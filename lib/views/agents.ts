import type { Actor } from "./people";

/** `prompt`: a model with instructions. `a2a`: an agent elsewhere that speaks A2A. */
export type AgentKind = "prompt" | "a2a";

/** What the last check found. */
export interface AgentHealth {
  ok: boolean;
  message: string;
  checkedAt: string;
}

/** Somebody or something in the directory that work can be handed to. */
export interface AgentView {
  id: string;
  /** Unique in its workspace, whatever the case. */
  name: string;
  description: string;
  capabilities: string[];
  kind: AgentKind;
  enabled: boolean;
  /** Of a prompt agent: one of `assistants/`, and what it is told beside that. At least one of them is there. */
  assistant: string | null;
  instructions: string | null;
  model: string | null;
  /** Of an A2A agent. */
  cardUrl: string | null;
  /** `NAME` of `HOLDPOINT_AGENT_SECRET_NAME`, which an operator sets. */
  secret: string | null;
  /** Null until it is checked; a change of its settings makes it null again. */
  health: AgentHealth | null;
  createdBy: Actor;
  createdAt: string;
  updatedAt: string;
}

/** How well an agent fits what was searched for. */
export interface AgentMatch {
  agent: AgentView;
  /** 0 to 1. */
  score: number;
  /** Sentences for people. */
  reasons: string[];
}
