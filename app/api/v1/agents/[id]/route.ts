import { agentRoutes } from "@/lib/features/agents/routes";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = agentRoutes["/api/v1/agents/{id}"];
