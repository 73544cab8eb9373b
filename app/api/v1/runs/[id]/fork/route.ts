import { holdpoint } from "@/lib/app";
import { pathId } from "@/lib/http/path-id";
import { routes } from "@/lib/http/route";
import { forkBody } from "@/lib/http/schemas";
import { write } from "@/lib/http/write";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  POST: write({ body: forkBody, status: 201 }, ({ principal, params, body, resourceId }) =>
    holdpoint().operations.forkRun(principal, pathId(params, "run"), { ...body, runId: resourceId }),
  ),
});
