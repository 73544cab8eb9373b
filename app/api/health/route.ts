import { healthRoutes } from "@/lib/rest/health";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = healthRoutes["/api/health"];
