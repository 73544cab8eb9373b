import { workflowRoutes } from "@/lib/rest/workflows";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = workflowRoutes["/api/v1/workflows"];
