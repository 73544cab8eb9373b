import { fileRoutes } from "@/lib/rest/files";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = fileRoutes["/api/v1/files"];
