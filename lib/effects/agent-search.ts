import type { AgentsStep } from "@/lib/engine/steps/agents";
import type { AgentMatch } from "@/lib/views/agents";
import { computed } from "./agent";
import type { EffectPorts, EffectRequest, EffectResult } from "./ports";

const LIMIT = 5;

/** Looks for agents in the directory of the run's workspace. */
export async function searchAgents(ports: EffectPorts, request: EffectRequest<AgentsStep>): Promise<EffectResult> {
  const { step, snapshot } = request;
  const { query, capabilities = [], limit = LIMIT } = computed(request, step.search);
  const found = await ports.agents.search(snapshot.run.workspaceId, { query, capabilities, limit });
  return {
    output: found.map(shown),
    by: { kind: "system", id: "agents", name: "Agent directory" },
    input: { query, capabilities, limit },
  };
}

/** Without instructions, addresses and secrets. */
function shown({ agent: { id, name, description, capabilities, kind }, score, reasons }: AgentMatch) {
  return { agent: { id, name, description, capabilities, kind }, score, reasons };
}
