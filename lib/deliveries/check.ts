import type { AgentsPort } from "@/lib/operations/agent-ports";
import { checkAgent } from "@/lib/operations/agents";
import type { Kind } from "./kind";

/** Asks agents elsewhere for a sign of life; the cleaner finds those whose turn it is. */
export function checkKind(agents: AgentsPort, leaseMs: number): Kind<{ agentId: string }> {
  return {
    ...{ atOnce: 5, leaseMs, attempts: 3, longestWaitMs: 600_000 },
    async deliver({ workspaceId, matter: { agentId } }) {
      const agent = await agents.rows.get(workspaceId, agentId);
      if (agent) await checkAgent(agents, agent);
      return { status: "done" };
    },
  };
}
