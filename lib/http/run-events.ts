import type { Operations } from "@/lib/contract/operations";
import { invalid } from "@/lib/errors";
import type { LiveFeed } from "@/lib/holdpoint";
import { isUnavailable } from "@/lib/unavailable";
import type { EventView } from "@/lib/views/views";
import type { Principal } from "@/lib/words/people";
import { Bell } from "./bell";
import { frame, heartbeat, heartbeatMs } from "./event-stream";

const pageSize = 200;
const retryMs = 1_000;

export interface RunEventsRequest {
  operations: Pick<Operations, "getRun" | "listEvents">;
  live: Pick<LiveFeed, "onRun">;
  principal: Principal;
  runId: string;
  /** Only events after this number. */
  after: number;
}

/**
 * Every event of a run after `after`, once and in order, as it happens; returns when the run has ended
 * and all of them were sent. Outlives a database that is away for a while.
 */
export async function* runEvents(request: RunEventsRequest, stop: AbortSignal): AsyncGenerator<string> {
  const { operations, live, principal, runId } = request;
  const bell = new Bell(stop);
  const stopListening = live.onRun(runId, bell.ring);
  const unseen = reader(request);
  try {
    while (!stop.aborted) {
      try {
        // Asked first: whatever a run says after this moment it says to somebody still listening.
        const { status } = await operations.getRun(principal, runId);
        for await (const event of unseen()) yield frame({ id: event.seq, event: event.type, data: event });
        if (status !== "running" && status !== "waiting") return;
        if (await bell.wait(heartbeatMs)) continue;
        if (stop.aborted) return;
      } catch (error) {
        if (!isUnavailable(error)) throw error;
        await bell.rest(retryMs);
      }
      yield heartbeat;
    }
  } finally {
    stopListening();
  }
}

/** Reads on from where it stopped. The last page stays open: it is read again and known events are left out. */
function reader({ operations, principal, runId, after }: RunEventsRequest) {
  let seen = after;
  let cursor: string | undefined;
  return async function* (): AsyncGenerator<EventView> {
    for (;;) {
      const page = await operations.listEvents(principal, runId, { limit: pageSize, cursor });
      for (const event of page.data) {
        if (event.seq <= seen) continue;
        seen = event.seq;
        yield event;
      }
      if (page.nextCursor === null) return;
      cursor = page.nextCursor;
    }
  };
}

/** The number in `Last-Event-ID`; 0 without one. Throws `invalid` for what no stream of ours can have sent. */
export function lastEventId(headers: Headers): number {
  const id = headers.get("last-event-id") ?? "";
  if (id === "") return 0;
  if (/^\d{1,9}$/.test(id)) return Number(id);
  throw invalid([{ field: "Last-Event-ID", message: "Last-Event-ID must be the id of an event of this stream." }]);
}
