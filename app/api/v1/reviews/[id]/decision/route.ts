import { holdpoint } from "@/lib/app";
import type { FormValues } from "@/lib/forms/spec";
import { pathId } from "@/lib/http/path-id";
import { routes } from "@/lib/http/route";
import { decisionBody } from "@/lib/http/schemas";
import { write } from "@/lib/http/write";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  POST: write({ body: decisionBody, status: 200 }, ({ principal, params, body }) =>
    holdpoint().operations.decideReview(principal, pathId(params, "review"), {
      ...body,
      // Whatever JSON came: the operation checks it against the form of this review.
      values: body.values as FormValues,
    }),
  ),
});
