import { holdpoint } from "@/lib/app";
import { agentChanges } from "@/lib/http/agent-schemas";
import { pathId } from "@/lib/http/path-id";
import { read } from "@/lib/http/read";
import { routes } from "@/lib/http/route";
import { emptyBody, noQuery } from "@/lib/http/schemas";
import { change } from "@/lib/http/write";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  GET: read(noQuery, ({ principal, params }) => holdpoint().operations.getAgent(principal, pathId(params, "agent"))),
  PATCH: change({ body: agentChanges, status: 200 }, ({ principal, params, body }) =>
    holdpoint().operations.editAgent(principal, pathId(params, "agent"), body),
  ),
  DELETE: change({ body: emptyBody, status: 200, mayBeEmpty: true }, ({ principal, params }) =>
    holdpoint().operations.removeAgent(principal, pathId(params, "agent")),
  ),
});
