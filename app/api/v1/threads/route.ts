import { threadRoutes } from "@/lib/features/threads/routes";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = threadRoutes["/api/v1/threads"];
