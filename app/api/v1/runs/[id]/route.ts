import { runRoutes } from "@/lib/features/runs/routes";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = runRoutes["/api/v1/runs/{id}"];
