import { scheduleRoutes } from "@/lib/rest/schedules";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = scheduleRoutes["/api/v1/schedules/{id}"];
