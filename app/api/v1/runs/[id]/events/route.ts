import { holdpoint } from "@/lib/app";
import { prefersEventStream } from "@/lib/http/accepts";
import { eventStream } from "@/lib/http/event-stream";
import { pathId } from "@/lib/http/path-id";
import { read } from "@/lib/http/read";
import { routes } from "@/lib/http/route";
import { lastEventId, runEvents } from "@/lib/http/run-events";
import { noQuery, orderedQuery } from "@/lib/http/schemas";

const page = read(orderedQuery, ({ principal, params, query }) =>
  holdpoint().operations.listEvents(principal, pathId(params, "run"), query),
);

const stream = read(noQuery, async ({ principal, params, request, stillAllowed }) => {
  const { operations, live } = holdpoint();
  const runId = pathId(params, "run");
  const after = lastEventId(request.headers);
  await operations.getRun(principal, runId);
  return eventStream(request.signal, (stop) =>
    runEvents({ operations, live, principal, runId, after, stillAllowed }, stop),
  );
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  GET: (request, context) => (prefersEventStream(request.headers) ? stream : page)(request, context),
});
