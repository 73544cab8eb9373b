import { healthRoutes } from "@/lib/features/health/routes";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = healthRoutes["/api/health"];
