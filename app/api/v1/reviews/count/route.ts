import { reviewRoutes } from "@/lib/features/reviews/routes";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = reviewRoutes["/api/v1/reviews/count"];
