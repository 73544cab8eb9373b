import type OpenAI from "openai";
import { Stream } from "openai/core/streaming";
import type { ChatCompletion, ChatCompletionChunk } from "openai/resources/chat/completions";
import type { CompletionUsage } from "openai/resources/completions";
import type { ModelReply } from "./model-client";
import { failures } from "./model-error";
import type { Watch } from "./watch";

/** Far above any real answer; a server that never stops must not fill the memory. */
const MAX_BYTES = 32 * 1024 * 1024;

/** How long token counts may lag behind the last word. */
const USAGE_GRACE_MS = 2_000;

/** Reads an answer to its end, as a stream or, from servers that do not stream, as one JSON value. */
export async function readReply(
  response: Response,
  context: { client: OpenAI; watch: Watch; requestedModel: string; onText?: (textSoFar: string) => void },
): Promise<ModelReply> {
  const { watch } = context;
  const body = watched(response, watch);
  const answer = new Answer(context.requestedModel, context.onText);
  if (!/event-stream/i.test(response.headers.get("content-type") ?? "")) {
    answer.take(parseCompletion(await new Response(body).text()));
    return answer.finish();
  }
  // The package wants a controller to end the connection with; the watch does that here.
  const stream = Stream.fromSSEResponse<ChatCompletionChunk>(
    new Response(body, { headers: response.headers }),
    new AbortController(),
    context.client,
  );
  const chunks = stream[Symbol.asyncIterator]();
  for (;;) {
    const next = await chunks.next().catch((error: unknown) => {
      if (!answer.complete) throw error;
      return { done: true as const, value: undefined };
    });
    if (next.done) break;
    answer.take(next.value);
    if (answer.complete) watch.wrapUp(USAGE_GRACE_MS);
  }
  // The package ends a stopped stream as if it were over.
  if (watch.cause() === "aborted" || (watch.cause() !== null && !answer.complete)) throw failures.aborted();
  return answer.finish();
}

/** What has arrived so far of one answer. */
class Answer {
  complete = false;
  private text = "";
  private reason: string | null = null;
  private usage: CompletionUsage | null = null;
  private recognized = false;
  private chunks = 0;

  constructor(
    private model: string,
    private onText?: (textSoFar: string) => void,
  ) {}

  take(part: ChatCompletionChunk | ChatCompletion): void {
    this.chunks += 1;
    if (typeof part?.model === "string" && part.model !== "") this.model = part.model;
    if (part?.usage) this.usage = part.usage;
    if (!Array.isArray(part?.choices)) return;
    this.recognized = true;
    const choice = part.choices[0];
    if (!choice) return;
    const piece = "delta" in choice ? choice.delta?.content : choice.message?.content;
    // Postgres cannot store NUL.
    if (typeof piece === "string" && piece !== "") this.add(piece.replaceAll("\0", ""));
    if (choice.finish_reason) {
      this.reason = choice.finish_reason;
      this.complete = true;
    }
  }

  private add(piece: string): void {
    this.text += piece;
    this.onText?.(this.text);
  }

  finish(): ModelReply {
    if (this.chunks > 0 && !this.recognized) throw failures.badReply();
    if (!this.complete) throw failures.cutOff();
    if (this.reason === "content_filter") throw failures.filtered();
    const text = this.text.replace(/\p{Surrogate}/gu, "\uFFFD");
    if (text.trim() === "") throw failures.empty();
    return {
      text,
      model: this.model,
      tokensIn: count(this.usage?.prompt_tokens),
      tokensOut: count(this.usage?.completion_tokens),
      ...(this.reason === "length" ? { truncated: true } : {}),
    };
  }
}

const count = (value: unknown) => (typeof value === "number" && Number.isFinite(value) ? value : null);

function parseCompletion(text: string): ChatCompletion {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw failures.badReply();
  }
  if (typeof value !== "object" || value === null || !("choices" in value)) throw failures.badReply();
  return value as ChatCompletion;
}

/** The body, telling the watch of every byte that comes: comments that keep a stream alive count too. */
function watched(response: Response, watch: Watch): ReadableStream<Uint8Array> | null {
  let bytes = 0;
  watch.heard();
  const count = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      bytes += chunk.byteLength;
      if (bytes > MAX_BYTES) return controller.error(failures.badReply("more than any answer can be"));
      watch.heard();
      controller.enqueue(chunk);
    },
  });
  return response.body?.pipeThrough(count) ?? null;
}
