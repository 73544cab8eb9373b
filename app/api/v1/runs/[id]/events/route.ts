import { holdpoint } from "@/lib/app";
import { prefersEventStream } from "@/lib/http/accepts";
import { eventStream } from "@/lib/http/event-stream";
import { pathId } from "@/lib/http/path-id";
import { read } from "@/lib/http/read";
import { routes } from "@/lib/http/route";
import { lastEventId, runEvents } from "@/lib/http/run-events";
import { noQuery, orderedQuery } from "@/lib/http/schemas";
import { takeSeat } from "@/lib/http/seat";

const page = read(orderedQuery, ({ principal, params, query }) =>
  holdpoint().operations.listEvents(principal, pathId(params, "run"), query),
);

const stream = read(noQuery, async ({ principal, params, request, caller }) => {
  const { operations, live } = holdpoint();
  const runId = pathId(params, "run");
  const after = lastEventId(request.headers);
  await operations.getRun(principal, runId);
  return eventStream({ seat: takeSeat(caller), signal: request.signal }, (stop) =>
    runEvents({ operations, live, principal, runId, after }, stop),
  );
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  GET: (request, context) => (prefersEventStream(request.headers) ? stream : page)(request, context),
});
