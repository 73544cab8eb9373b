import { peopleRoutes } from "@/lib/rest/people";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = peopleRoutes["/api/v1/me"];
