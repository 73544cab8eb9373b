import { holdpoint } from "@/lib/app";
import { read } from "@/lib/http/read";
import { routes } from "@/lib/http/route";
import { pageQuery, turnBody } from "@/lib/http/schemas";
import { change } from "@/lib/http/write";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  GET: read(pageQuery, ({ principal, query }) => holdpoint().operations.listThreads(principal, query)),
  POST: change({ body: turnBody, status: 201 }, async ({ principal, body, resourceId }) => {
    const { threadId, run } = await holdpoint().operations.startTurn(principal, { ...body, runId: resourceId });
    return { threadId, run };
  }),
});
