import { holdpoint } from "@/lib/app";
import { agentSearchQuery } from "@/lib/http/agent-schemas";
import { read } from "@/lib/http/read";
import { routes } from "@/lib/http/route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  GET: read(agentSearchQuery, async ({ principal, query }) => ({
    data: await holdpoint().operations.searchAgents(principal, query),
    nextCursor: null,
  })),
});
