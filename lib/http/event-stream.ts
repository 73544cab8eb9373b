import { holdpoint } from "@/lib/app";
import { apiHeaders } from "./security-headers";

/** Quiet streams say something this often, so that nobody on the way takes them for dead. */
export const heartbeatMs = 15_000;

/** One event of a stream. `data` becomes one line of JSON. */
export function frame({ id, event, data }: { id?: number; event: string; data: unknown }): string {
  return `${id === undefined ? "" : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}

export const heartbeat = ":\n\n";

/**
 * A `text/event-stream` of what `frames` yields. The generator runs no faster than the client reads, ends
 * the stream by returning, and is told to stop when the client is gone.
 */
export function eventStream(client: AbortSignal, frames: (stop: AbortSignal) => AsyncGenerator<string>): Response {
  const gone = new AbortController();
  const leave = () => gone.abort();
  if (client.aborted) leave();
  client.addEventListener("abort", leave, { once: true });
  const source = frames(gone.signal);
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode("retry: 1000\n\n")),
    async pull(controller) {
      const { done, value } = await source.next();
      if (gone.signal.aborted) return;
      if (!done) return controller.enqueue(encoder.encode(value));
      client.removeEventListener("abort", leave);
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
