import { agentRoutes } from "@/lib/rest/agents";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = agentRoutes["/api/v1/agents/search"];
