import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import { promisify } from "node:util";
import { gzip } from "node:zlib";

const compressed = promisify(gzip);
/** Less is not worth the work. In bytes. */
const LEAST_TO_COMPRESS = 1024;

/** Writes what a handler answered: JSON whole, compressed for who takes that; anything else as it comes. */
export async function sendResponse(response: Response, incoming: IncomingMessage, outgoing: ServerResponse) {
  outgoing.statusCode = response.status;
  for (const [name, value] of response.headers) outgoing.appendHeader(name, value);
  if (!response.body) return void outgoing.end();
  if (!/json/.test(response.headers.get("content-type") ?? "")) {
    // Headers go ahead of a stream that may be silent for long.
    outgoing.flushHeaders();
    // Who goes away ends it; there is nobody left to tell.
    return pipeline(Readable.fromWeb(response.body as ReadableStream), outgoing).catch(() => undefined);
  }
  const body = Buffer.from(await response.arrayBuffer());
  outgoing.appendHeader("Vary", "Accept-Encoding");
  if (body.length < LEAST_TO_COMPRESS || !/\bgzip\b/.test(incoming.headers["accept-encoding"]?.toString() ?? "")) {
    return end(outgoing, body);
  }
  outgoing.setHeader("Content-Encoding", "gzip");
  end(outgoing, await compressed(body));
}

function end(outgoing: ServerResponse, body: Buffer): void {
  outgoing.setHeader("Content-Length", body.length);
  outgoing.end(body);
}
