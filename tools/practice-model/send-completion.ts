import type { ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import type { Answer } from "./answer";
import { sendJson } from "./http";
import { hash } from "./language/seed";
import { countWords } from "./language/text";
import type { ChatRequest } from "./read-request";

/** How often words leave; several at once when they are due faster than this. */
const TICK_MS = 15;

/** Sends an answer as the request wants it: whole, or word by word at the given speed. */
export async function sendCompletion(
  response: ServerResponse,
  chat: ChatRequest,
  { text, cut }: Answer,
  wordsPerSecond: number,
): Promise<void> {
  const [read, written] = [chat.messages.map(({ content }) => content).join("\n"), text].map(tokens) as [
    number,
    number,
  ];
  const usage = { prompt_tokens: read, completion_tokens: written, total_tokens: read + written };
  const finish = cut ? "length" : "stop";
  const id = `chatcmpl-${hash(JSON.stringify(chat.messages)).toString(16)}`;
  const head = { id, created: Math.floor(Date.now() / 1000), model: chat.model };
  if (!chat.stream) {
    const choice = { index: 0, message: { role: "assistant", content: text }, logprobs: null, finish_reason: finish };
    return sendJson(response, 200, { ...head, object: "chat.completion", choices: [choice], usage });
  }

  const event = (data: object) => `data: ${JSON.stringify({ ...head, object: "chat.completion.chunk", ...data })}\n\n`;
  const chunk = (delta: object, reason: string | null) =>
    event({ choices: [{ index: 0, delta, finish_reason: reason }], ...(chat.includeUsage ? { usage: null } : {}) });
  response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-cache" });
  response.write(chunk({ role: "assistant", content: "" }, null));
  const pieces = text.match(/\s*\S+\s*$|\s*\S+/g) ?? [];
  const events = pieces.map((piece) => chunk({ content: piece }, null));
  await pace(response, events, wordsPerSecond);
  if (response.destroyed) return;
  response.write(chunk({}, finish));
  if (chat.includeUsage) response.write(event({ choices: [], usage }));
  response.end("data: [DONE]\n\n");
}

/** About as many as a real model would count; the same for the same text. */
const tokens = (text: string) => Math.ceil(countWords(text) * 1.3);

async function pace(response: ServerResponse, events: string[], wordsPerSecond: number): Promise<void> {
  const gone = new AbortController();
  response.once("close", () => gone.abort());
  const start = performance.now();
  let sent = 0;
  while (sent < events.length && !response.destroyed) {
    const elapsed = (performance.now() - start) / 1000;
    const due = wordsPerSecond === Number.POSITIVE_INFINITY ? events.length : Math.ceil(elapsed * wordsPerSecond);
    const next = Math.min(Math.max(sent + 1, due), events.length);
    response.write(events.slice(sent, next).join(""));
    sent = next;
    if (sent === events.length) return;
    const waitMs = Math.max((sent / wordsPerSecond - elapsed) * 1000, TICK_MS);
    await delay(waitMs, undefined, { signal: gone.signal }).catch(() => undefined);
  }
}
