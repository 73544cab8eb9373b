import type { EffectBase } from "@/lib/engine/program";
import type { Context, Json } from "@/lib/engine/types";
import { type EffectCommon, effectKind } from "./effect";

/** What an agent is told: text, JSON, or both. */
export type AgentMessage = string | { text?: string; data?: Json };

export interface AgentDefinition extends EffectCommon {
  kind: "agent";
  agent: string | ((context: Context) => string);
  message: AgentMessage | ((context: Context) => AgentMessage);
}

export interface AgentStep extends EffectBase {
  kind: "agent";
  /** A name or an id in the directory, or an address. */
  agent(context: Context): string;
  message(context: Context): AgentMessage;
}

/** Hands work to an agent of the directory, or to one elsewhere by the address of its card. */
export const agent = effectKind<AgentDefinition, AgentStep>({
  word: "agent",
  icon: "robot",
  check(step, report) {
    if (step.agent === "") report("name the agent it asks, or give a function that does.");
  },
  compile: ({ agent, message }) => ({
    agent: typeof agent === "function" ? agent : () => agent,
    message: typeof message === "function" ? message : () => message,
  }),
});
