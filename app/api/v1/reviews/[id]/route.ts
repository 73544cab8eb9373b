import { holdpoint } from "@/lib/app";
import { pathId } from "@/lib/http/path-id";
import { read } from "@/lib/http/read";
import { routes } from "@/lib/http/route";
import { noQuery, rescheduleBody } from "@/lib/http/schemas";
import { change } from "@/lib/http/write";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  GET: read(noQuery, ({ principal, params }) => holdpoint().operations.getReview(principal, pathId(params, "review"))),
  PATCH: change({ body: rescheduleBody, status: 200 }, ({ principal, params, body }) =>
    holdpoint().operations.rescheduleReview(principal, pathId(params, "review"), body.dueAt),
  ),
});
