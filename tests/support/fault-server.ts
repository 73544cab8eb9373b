import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * What the server does to one request:
 * - `ok`: answers with `text`, in two pieces per word. `slow`: the same, `betweenMs` apart.
 * - `429`, `500`: refuses, with `Retry-After` or `retry-after-ms` as given. `refuse`: any status and error.
 * - `hang`: takes the request and never answers. `hang-mid-stream`: falls silent after half of the text.
 * - `keep-alive`: like `hang-mid-stream`, but goes on sending comments until the connection ends.
 * - `cut`: ends the connection after half of the text. `unfinished`: ends in good order, but without a finish reason.
 * - `no-end`: sends everything and leaves the connection open.
 * - `empty`: finishes without any text. `not-json`: a web page. `broken-sse`: an event that is not JSON.
 * - `error-in-stream`: half of the text, then an error event.
 */
export type Fault = Kind | FaultSpec;

type Kind =
  | "ok"
  | "slow"
  | "429"
  | "500"
  | "refuse"
  | "hang"
  | "hang-mid-stream"
  | "keep-alive"
  | "cut"
  | "unfinished"
  | "no-end"
  | "empty"
  | "not-json"
  | "broken-sse"
  | "error-in-stream";

interface FaultSpec {
  kind: Kind;
  text?: string;
  status?: number;
  error?: Record<string, unknown>;
  retryAfter?: string;
  retryAfterMs?: string;
  finishReason?: string;
  betweenMs?: number;
}

export interface RecordedRequest {
  path: string;
  headers: IncomingMessage["headers"];
  body: Record<string, unknown>;
  /** Settles when the connection's end is known: `true` when the answer was sent to its end. */
  answered: Promise<boolean>;
}

export interface FaultServer {
  baseUrl: string;
  apiKey: string;
  requests: RecordedRequest[];
  /** Resolves once so many requests have come. */
  requested(count: number): Promise<void>;
  close(): Promise<void>;
}

const DEFAULT_TEXT = "Once there was a test, and it passed.";

/** Answers a request by what is in it. */
export type Respond = (request: RecordedRequest) => Fault | Promise<Fault>;

/**
 * A scripted model server: one fault a request, in order, and afterwards a default text; or what a function says.
 */
export async function startFaultServer(script: Fault[] | Respond = []): Promise<FaultServer> {
  const faults = typeof script === "function" ? [] : [...script];
  const requests: RecordedRequest[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];

  const server = createServer(async (request, response) => {
    const answered = new Promise<boolean>((resolve) => {
      response.on("close", () => resolve(response.writableFinished));
    });
    const body = JSON.parse((await readAll(request)) || "{}") as Record<string, unknown>;
    const recorded = { path: request.url ?? "", headers: request.headers, body, answered };
    requests.push(recorded);
    for (const waiter of waiting) if (requests.length >= waiter.count) waiter.resolve();
    const fault = typeof script === "function" ? await script(recorded) : (faults.shift() ?? "ok");
    act(typeof fault === "string" ? { kind: fault } : fault, body, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    apiKey: "fault-server-key-0123456789",
    requests,
    requested: (count) =>
      new Promise((resolve) => {
        if (requests.length >= count) resolve();
        else waiting.push({ count, resolve });
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function act(fault: FaultSpec, body: Record<string, unknown>, response: ServerResponse): void {
  const text = fault.text ?? DEFAULT_TEXT;
  switch (fault.kind) {
    case "hang":
      return;
    case "not-json":
      response.writeHead(200, { "content-type": "text/html" }).end("<html><body>Welcome to the proxy</body></html>");
      return;
    case "429":
    case "500":
    case "refuse":
      return refuse(fault, response);
    default:
      if (body.stream !== true) return sendWhole(fault, text, response);
      return sendStream(fault, text, response);
  }
}

function refuse(fault: FaultSpec, response: ServerResponse): void {
  const status = fault.status ?? (fault.kind === "429" ? 429 : fault.kind === "500" ? 500 : 400);
  const error = { message: "The server says no.", type: "error", param: null, code: null, ...fault.error };
  response.writeHead(status, {
    "content-type": "application/json",
    ...(fault.retryAfter === undefined ? {} : { "retry-after": fault.retryAfter }),
    ...(fault.retryAfterMs === undefined ? {} : { "retry-after-ms": fault.retryAfterMs }),
  });
  response.end(JSON.stringify({ error }));
}

const usageOf = (text: string) => ({
  prompt_tokens: 10,
  completion_tokens: text.length,
  total_tokens: 10 + text.length,
});

function sendWhole(fault: FaultSpec, text: string, response: ServerResponse): void {
  const content = fault.kind === "empty" ? "" : text;
  const message = { index: 0, message: { role: "assistant", content }, finish_reason: fault.finishReason ?? "stop" };
  response.writeHead(200, { "content-type": "application/json" });
  response.end(
    JSON.stringify({
      id: "fault",
      object: "chat.completion",
      model: "fault-model",
      choices: [message],
      usage: usageOf(text),
    }),
  );
}

function sendStream(fault: FaultSpec, text: string, response: ServerResponse): void {
  const send = (data: unknown) => response.write(`data: ${JSON.stringify(data)}\n\n`);
  const chunk = (delta: object, finishReason: string | null) =>
    send({ id: "fault", model: "fault-model", choices: [{ index: 0, delta, finish_reason: finishReason }] });
  response.writeHead(200, { "content-type": "text/event-stream" });

  const pieces = fault.kind === "empty" ? [] : (text.match(/\s*\S{1,4}/g) ?? []);
  const half = pieces.slice(0, Math.ceil(pieces.length / 2));
  const finish = () => {
    chunk({}, fault.finishReason ?? "stop");
    send({ id: "fault", model: "fault-model", choices: [], usage: usageOf(text) });
    response.write("data: [DONE]\n\n");
    if (fault.kind !== "no-end") response.end();
  };

  chunk({ role: "assistant", content: "" }, null);
  switch (fault.kind) {
    case "slow":
      return pace(pieces, fault.betweenMs ?? 20, response, (piece) => chunk({ content: piece }, null), finish);
    case "broken-sse":
      response.end("data: {not json\n\n");
      return;
    case "hang-mid-stream":
    case "keep-alive":
    case "cut":
    case "unfinished":
    case "error-in-stream":
      for (const piece of half) chunk({ content: piece }, null);
      return breakOff(fault.kind, response);
    default:
      for (const piece of pieces) chunk({ content: piece }, null);
      finish();
  }
}

function breakOff(kind: Kind, response: ServerResponse): void {
  if (kind === "unfinished") response.end("data: [DONE]\n\n");
  if (kind === "error-in-stream") response.end(`data: ${JSON.stringify({ error: { message: "Overloaded" } })}\n\n`);
  // Destroyed only after what was written has left, so that the half text arrives first.
  if (kind === "cut") response.write(": cut\n\n", () => response.destroy());
  if (kind === "keep-alive") {
    const timer = setInterval(() => response.write(": still here\n\n"), 20);
    response.on("close", () => clearInterval(timer));
  }
}

/** Sends one piece at a time until the connection ends. */
function pace(
  pieces: string[],
  betweenMs: number,
  response: ServerResponse,
  send: (piece: string) => void,
  finish: () => void,
): void {
  let next = 0;
  const timer = setInterval(() => {
    const piece = pieces[next++];
    if (piece !== undefined) return send(piece);
    clearInterval(timer);
    finish();
  }, betweenMs);
  response.on("close", () => clearInterval(timer));
}

async function readAll(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString("utf8");
}
