import { workflowRoutes } from "@/lib/features/workflows/routes";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = workflowRoutes["/api/v1/workflows"];
