import type { IncomingMessage, ServerResponse } from "node:http";

const MAX_BYTES = 2 * 1024 * 1024;

/** Becomes an error answer in OpenAI's shape. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly code: string | null = null,
    readonly param: string | null = null,
  ) {
    super(message);
  }
}

/** The body as JSON. Refuses with 413 above 2 MB and with 400 what is no JSON. */
export async function readBody(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length;
    // Read on without keeping anything: a connection closed too early would hide the answer.
    if (bytes <= MAX_BYTES) parts.push(part);
    else if (bytes > 16 * MAX_BYTES) break;
  }
  if (bytes > MAX_BYTES) throw new Refusal(413, "The request is larger than 2 MB.", "request_too_large");
  try {
    return JSON.parse(Buffer.concat(parts).toString("utf8"));
  } catch {
    throw new Refusal(400, "The request is not JSON.", "invalid_json");
  }
}

export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { "content-type": "application/json; charset=utf-8" }).end(JSON.stringify(value));
}
