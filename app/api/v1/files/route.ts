import { fileRoutes } from "@/lib/features/files/routes";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = fileRoutes["/api/v1/files"];
