import { holdpoint } from "@/lib/app";
import { agentBody, agentsQuery } from "@/lib/http/agent-schemas";
import { read } from "@/lib/http/read";
import { routes } from "@/lib/http/route";
import { change } from "@/lib/http/write";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  GET: read(agentsQuery, ({ principal, query }) => holdpoint().operations.listAgents(principal, query)),
  POST: change({ body: agentBody, status: 201 }, ({ principal, body, resourceId }) =>
    holdpoint().operations.addAgent(principal, { ...body, id: resourceId }),
  ),
});
