import { reviews } from "@/lib/features/reviews/contract";
import { bind } from "./bind";

export const reviewRoutes = bind(reviews, {
  list: ({ operations, principal, query }) => operations.listReviews(principal, { ...query, drafts: true }),
  count: async ({ operations, principal }) => ({ open: await operations.countOpenReviews(principal) }),
  get: ({ operations, principal, params }) => operations.getReview(principal, params.id),
  reschedule: ({ operations, principal, params, body }) =>
    operations.rescheduleReview(principal, params.id, body.dueAt),
  decide: ({ operations, principal, params, body, keep }) => operations.decideReview(principal, params.id, body, keep),
});
