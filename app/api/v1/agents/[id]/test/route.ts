import { holdpoint } from "@/lib/app";
import { pathId } from "@/lib/http/path-id";
import { routes } from "@/lib/http/route";
import { emptyBody } from "@/lib/http/schemas";
import { change } from "@/lib/http/write";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  POST: change({ body: emptyBody, status: 200, mayBeEmpty: true }, ({ principal, params }) =>
    holdpoint().operations.testAgent(principal, pathId(params, "agent")),
  ),
});
