import { randomBytes, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { answer } from "./answer";
import { Refusal, readBody, sendJson } from "./http";
import { readRequest } from "./read-request";
import { sendCompletion } from "./send-completion";

export interface Settings {
  /** The name it answers to. */
  model: string;
  /** At `Infinity` it sends without any delay. */
  wordsPerSecond: number;
}

export interface Server {
  baseUrl: string;
  /** Random; every request must carry it. */
  apiKey: string;
  close(): Promise<void>;
}

/**
 * A model server without a model, on loopback: OpenAI's chat completions over real HTTP, whole or streamed.
 * The same messages get the same answer, for ever.
 */
export async function startServer(settings: Settings): Promise<Server> {
  const apiKey = randomBytes(24).toString("base64url");
  const server = createServer((request, response) => {
    handle(request, response, { ...settings, apiKey }).catch((error: unknown) => refuse(response, error));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    apiKey,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  { model, wordsPerSecond, apiKey }: Settings & { apiKey: string },
): Promise<void> {
  if (!knows(request.headers.authorization, apiKey)) {
    throw new Refusal(401, "The key is not the practice model's.", "invalid_api_key");
  }
  const path = (request.url ?? "").split("?")[0];
  const known = { id: model, object: "model", created: 0, owned_by: "holdpoint" };
  if (request.method === "GET" && path === "/v1/models")
    return sendJson(response, 200, { object: "list", data: [known] });
  if (request.method === "GET" && path === `/v1/models/${model}`) return sendJson(response, 200, known);
  if (request.method !== "POST" || path !== "/v1/chat/completions") {
    throw new Refusal(404, "The practice model knows POST /v1/chat/completions and GET /v1/models.", "not_found");
  }
  const chat = readRequest(await readBody(request));
  if (chat.model !== model) {
    throw new Refusal(404, `There is no model "${chat.model.slice(0, 100)}" here, only "${model}".`, "model_not_found");
  }
  await sendCompletion(response, chat, answer(chat), wordsPerSecond);
}

function knows(header: string | undefined, apiKey: string): boolean {
  const given = Buffer.from(header ?? "");
  const wanted = Buffer.from(`Bearer ${apiKey}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

function refuse(response: ServerResponse, error: unknown): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  const refusal = error instanceof Refusal ? error : new Refusal(500, "The practice model failed.", "server_error");
  // What was not read to its end cannot be followed by another request.
  if (refusal.status === 413) response.setHeader("connection", "close");
  const type = refusal.status >= 500 ? "server_error" : "invalid_request_error";
  sendJson(response, refusal.status, {
    error: { message: refusal.message, type, param: refusal.param, code: refusal.code },
  });
}
