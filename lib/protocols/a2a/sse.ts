import { formatSSEErrorEvent, formatSSEEvent } from "@a2a-js/sdk";
import type { Watch } from "@/lib/holdpoint";
import type { ApiRequest } from "@/lib/http/api-request";
import { eventStream, heartbeat, heartbeatMs } from "@/lib/http/event-stream";

interface Streaming {
  request: Pick<ApiRequest, "signal">;
  /** Taken by who makes the events. */
  seat: Watch | undefined;
  /** The first event is there already: what is refused before it is no stream. */
  first: IteratorResult<unknown>;
  rest: AsyncGenerator<unknown>;
  /** What goes wrong on the way, in the binding's shape. */
  errorOf(error: unknown): unknown;
  headers: Record<string, string>;
  leave(): void;
}

/** Events as the SDK's clients read them, and a comment where nothing happens for a while. */
export function sseResponse({ request, seat, headers, leave, ...source }: Streaming): Response {
  if (!seat) throw new Error("A stream needs a seat.");
  const response = eventStream({ seat, signal: request.signal }, (stop) => {
    stop.addEventListener("abort", leave, { once: true });
    return frames(source);
  });
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
}

export async function* frames({ first, rest, errorOf }: Pick<Streaming, "first" | "rest" | "errorOf">) {
  let next = Promise.resolve(first);
  try {
    for (;;) {
      const got = await within(next, heartbeatMs);
      if (got === null) {
        yield heartbeat;
        continue;
      }
      if (got.done) return;
      yield formatSSEEvent(got.value);
      next = rest.next();
      // Whoever leaves early does not wait for it any more.
      next.catch(() => undefined);
    }
  } catch (error) {
    yield formatSSEErrorEvent(errorOf(error));
  }
}

async function within<T>(promise: Promise<T>, ms: number): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const timeUp = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), ms);
  });
  return Promise.race([promise, timeUp]).finally(() => clearTimeout(timer));
}
