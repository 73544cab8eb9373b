import { holdpoint } from "@/lib/app";
import type { Watch } from "@/lib/holdpoint";
import { apiHeaders } from "./security-headers";

/** Quiet streams say something this often, so that nobody on the way takes them for dead. */
export const heartbeatMs = 15_000;

/** One event of a stream. `data` becomes one line of JSON. */
export function frame({ id, event, data }: { id?: number; event: string; data: unknown }): string {
  return `${id === undefined ? "" : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}

export const heartbeat = ":\n\n";

/**
 * A `text/event-stream` of what `frames` yields. The generator runs no faster than the client reads, ends the stream by
 * returning, and is told to stop when the client is gone. The stream ends when the seat's caller is out or has other
 * rights; the seat is free again when it has ended.
 */
export function eventStream(
  { seat, signal: client }: { seat: Watch; signal: AbortSignal },
  frames: (stop: AbortSignal) => AsyncGenerator<string>,
): Response {
  const over = new AbortController();
  let end = () => {};
  const leave = () => {
    client.removeEventListener("abort", leave);
    seat.signal.removeEventListener("abort", turnOut);
    seat.leave();
    over.abort();
  };
  const turnOut = () => {
    leave();
    end();
    // It may be waiting for its reader to take more.
    source.return(undefined).catch(() => undefined);
  };
  if (client.aborted) leave();
  else client.addEventListener("abort", leave);
  const source = frames(over.signal);
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(encoder.encode("retry: 1000\n\n"));
      end = () => controller.close();
      if (seat.signal.aborted) turnOut();
      else seat.signal.addEventListener("abort", turnOut);
    },
    async pull(controller) {
      try {
        const { done, value } = await source.next();
        if (over.signal.aborted) return;
        if (!done) return controller.enqueue(encoder.encode(value));
      } catch (error) {
        leave();
        throw error;
      }
      leave();
      controller.close();
    },
    async cancel() {
      leave();
      await source.return(undefined);
    },
  });
  const headers = {
    ...apiHeaders(holdpoint().settings.publicUrl),
    "Content-Type": "text/event-stream",
    // Compressors and proxies would hold frames back.
    "Cache-Control": "no-store, no-transform",
    "X-Accel-Buffering": "no",
  };
  return new Response(body, { headers });
}
