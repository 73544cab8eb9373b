import { holdpoint } from "@/lib/app";
import { pathId } from "@/lib/http/path-id";
import { routes } from "@/lib/http/route";
import { cancelBody } from "@/lib/http/schemas";
import { write } from "@/lib/http/write";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  POST: write({ body: cancelBody, status: 200, mayBeEmpty: true }, ({ principal, params, body }) =>
    holdpoint().operations.cancelRun(principal, pathId(params, "run"), body.reason),
  ),
});
