import { holdpoint } from "@/lib/app";
import { read } from "@/lib/http/read";
import { routes } from "@/lib/http/route";
import { runsQuery, startRunBody } from "@/lib/http/schemas";
import { write } from "@/lib/http/write";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  GET: read(runsQuery, ({ principal, query }) => holdpoint().operations.listRuns(principal, query)),
  POST: write({ body: startRunBody, status: 201 }, ({ principal, body, resourceId }) =>
    holdpoint().operations.startRun(principal, { ...body, runId: resourceId }),
  ),
});
