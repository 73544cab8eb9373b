import { runRoutes } from "@/lib/rest/runs";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = runRoutes["/api/v1/runs/{id}"];
