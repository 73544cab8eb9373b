import { scheduleRoutes } from "@/lib/features/schedules/routes";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = scheduleRoutes["/api/v1/schedules"];
