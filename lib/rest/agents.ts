import { agents } from "@/lib/features/agents/contract";
import { bind } from "./bind";

export const agentRoutes = bind(agents, {
  list: ({ operations, principal, query }) => operations.listAgents(principal, query),
  add: ({ operations, principal, body, resourceId }) => operations.addAgent(principal, { ...body, id: resourceId }),
  search: async ({ operations, principal, query }) => ({
    data: await operations.searchAgents(principal, query),
    nextCursor: null,
  }),
  get: ({ operations, principal, params }) => operations.getAgent(principal, params.id),
  change: ({ operations, principal, params, body }) => operations.editAgent(principal, params.id, body),
  remove: ({ operations, principal, params }) => operations.removeAgent(principal, params.id),
  test: ({ operations, principal, params }) => operations.testAgent(principal, params.id),
});
