import type { EffectBase } from "@/lib/engine/program";
import type { Context } from "@/lib/engine/types";
import { type EffectCommon, effectKind } from "./effect";

export interface AgentQuery {
  /** What is to be done, in anybody's words. */
  query: string;
  capabilities?: string[];
  /** By default 5. */
  limit?: number;
}

export interface AgentsDefinition extends EffectCommon {
  kind: "agents";
  search(context: Context): AgentQuery;
}

export interface AgentsStep extends EffectBase {
  kind: "agents";
  search(context: Context): AgentQuery;
}

/** Looks for agents in the directory. */
export const agents = effectKind<AgentsDefinition, AgentsStep>({
  word: "agent directory",
  icon: "search",
  compile: ({ search }) => ({ search }),
});
