import { reviewRoutes } from "@/lib/rest/reviews";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = reviewRoutes["/api/v1/reviews/{id}"];
