import { holdpoint } from "@/lib/app";
import { read } from "@/lib/http/read";
import { routes } from "@/lib/http/route";
import { runsQuery, startRunBody } from "@/lib/http/schemas";
import { write } from "@/lib/http/write";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  GET: read(runsQuery, ({ principal, query }) => holdpoint().operations.listRuns(principal, query)),
  POST: write({ body: startRunBody, status: 201 }, ({ principal, body: { dedupeKey, ...request }, resourceId }) => {
    const { operations } = holdpoint();
    if (dedupeKey !== undefined) return operations.startRunOnce(principal, { ...request, dedupeKey });
    return operations.startRun(principal, { ...request, runId: resourceId });
  }),
});
