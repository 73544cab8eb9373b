import { threadRoutes } from "@/lib/rest/threads";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = threadRoutes["/api/v1/threads/{thread_id}/turns"];
