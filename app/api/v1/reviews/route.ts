import { holdpoint } from "@/lib/app";
import { read } from "@/lib/http/read";
import { routes } from "@/lib/http/route";
import { reviewsQuery } from "@/lib/http/schemas";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  GET: read(reviewsQuery, ({ principal, query }) =>
    holdpoint().operations.listReviews(principal, { ...query, drafts: true }),
  ),
});
