import { holdpoint } from "@/lib/app";
import { pathId } from "@/lib/http/path-id";
import { routes } from "@/lib/http/route";
import { signalBody } from "@/lib/http/schemas";
import { write } from "@/lib/http/write";
import type { Json } from "@/lib/views/views";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  POST: write({ body: signalBody, status: 200 }, ({ principal, params, body, resourceId }) =>
    holdpoint().operations.signalRun(principal, pathId(params, "run"), {
      ...body,
      id: body.id ?? resourceId,
      data: body.data as Json,
    }),
  ),
});
