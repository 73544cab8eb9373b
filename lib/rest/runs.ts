import { holdpoint } from "@/lib/app";
import { runs } from "@/lib/features/runs/contract";
import { eventStream } from "@/lib/http/event-stream";
import { lastEventId, runEvents } from "@/lib/http/run-events";
import { takeSeat } from "@/lib/http/seat";
import type { Json } from "@/lib/words/json";
import { bind } from "./bind";

export const runRoutes = bind(runs, {
  start: ({ operations, principal, body: { dedupeKey, ...request }, resourceId, keep }) =>
    dedupeKey === undefined
      ? operations.startRun(principal, { ...request, runId: resourceId, keep })
      : operations.startRunOnce(principal, { ...request, dedupeKey, keep }),
  list: ({ operations, principal, query }) => operations.listRuns(principal, query),
  get: ({ operations, principal, params, wait, request: { signal } }) =>
    wait === null
      ? operations.getRun(principal, params.id)
      : operations.waitForRun(principal, params.id, { timeoutMs: wait * 1000, signal }),
  cancel: ({ operations, principal, params, body }) => operations.cancelRun(principal, params.id, body.reason),
  retry: ({ operations, principal, params, resourceId }) => operations.retryRun(principal, params.id, resourceId),
  rewind: ({ operations, principal, params, body, resourceId }) =>
    operations.rewindRun(principal, params.id, { ...body, requestId: resourceId }),
  fork: ({ operations, principal, params, body, resourceId }) =>
    operations.forkRun(principal, params.id, { ...body, runId: resourceId }),
  signal: ({ operations, principal, params, body, resourceId }) =>
    operations.signalRun(principal, params.id, { ...body, id: body.id ?? resourceId, data: body.data as Json }),
  migrate: ({ operations, principal, params }) => operations.migrateRun(principal, params.id),
  events: {
    page: ({ operations, principal, params, query }) => operations.listEvents(principal, params.id, query),
    stream: async ({ operations, principal, params, request, caller }) => {
      const { live } = holdpoint();
      const after = lastEventId(request.headers);
      await operations.getRun(principal, params.id);
      return eventStream({ seat: takeSeat(caller), signal: request.signal }, (stop) =>
        runEvents({ operations, live, principal, runId: params.id, after }, stop),
      );
    },
  },
  visits: ({ operations, principal, params, query }) => operations.listSteps(principal, params.id, query),
  visit: ({ operations, principal, params }) => operations.getStep(principal, params.id, params.seq),
  workflow: ({ operations, principal, params }) => operations.getRunWorkflow(principal, params.id),
  branches: ({ operations, principal, params, query }) => operations.listBranches(principal, params.id, query),
  drafts: ({ operations, principal, params, query }) => operations.listDrafts(principal, params.id, query),
  comments: ({ operations, principal, params, query }) => operations.listComments(principal, params.id, query),
});
