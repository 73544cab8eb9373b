import { peopleRoutes } from "@/lib/features/people/routes";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = peopleRoutes["/api/v1/me"];
