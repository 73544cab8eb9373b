import OpenAI, { BadRequestError, UnprocessableEntityError } from "openai";
import { type Attempt, explainFailure } from "./explain-failure";
import { failures } from "./model-error";
import { readReply } from "./read-reply";
import { findJson, findQuirk, type Quirk, requestBody } from "./request-body";
import { LONGEST_MS, type Watch, watchRequest } from "./watch";

export { ModelError } from "./model-error";

export interface ModelMessage {
  role: "system" | "user" | "assistant";
  content: string;
}

export interface ModelParameters {
  temperature?: number;
  topP?: number;
  /** Longest answer, in tokens. */
  maxTokens?: number;
}

export interface ModelRequest {
  model: string;
  messages: ModelMessage[];
  parameters?: ModelParameters;
  /** Sent as `Idempotency-Key`, for servers that know it. */
  idempotencyKey?: string;
  /** Milliseconds for the whole answer, waiting for its first word included. */
  timeoutMs: number;
  /** Milliseconds of silence in the middle of an answer; 60,000 by default. */
  idleTimeoutMs?: number;
  /** Aborting closes the connection. */
  signal?: AbortSignal;
  /** Called with all text so far whenever some arrives. */
  onText?: (textSoFar: string) => void;
  /**
   * Asks for JSON that fits: as `response_format` where the server can, else in the prompt. The reply's
   * text is then the JSON found in the answer (or the answer, if there is none); the caller validates it.
   */
  jsonSchema?: { name: string; schema: object };
}

export interface ModelReply {
  text: string;
  /** The model that answered, by the server's word. */
  model: string;
  tokensIn: number | null;
  tokensOut: number | null;
  /** True when the longest allowed answer ended the text; it is kept as far as it goes. */
  truncated?: boolean;
}

export interface ModelClient {
  /** One attempt, streamed. Rejects with a `ModelError`; retrying is the caller's, who may outlive a process. */
  complete(request: ModelRequest): Promise<ModelReply>;
}

const IDLE_MS = 60_000;

/** A client of any server that speaks OpenAI's chat completions. Settings are passed, never read from the environment. */
export function createModelClient(options: { baseUrl: string; apiKey: string }): ModelClient {
  const client = new OpenAI({
    baseURL: options.baseUrl,
    // Servers without keys take any; the package insists on one.
    apiKey: options.apiKey || "none",
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    maxRetries: 0,
    logLevel: "off",
  });
  const quirksOf: KnownQuirks = new Map();

  return {
    async complete(request) {
      const idleMs = Math.min(request.idleTimeoutMs ?? IDLE_MS, request.timeoutMs);
      const watch = watchRequest({ timeoutMs: request.timeoutMs, idleMs, signal: request.signal });
      const attempt: Attempt = { model: request.model, apiKey: options.apiKey, begun: false };
      try {
        const response = await send(client, request, quirksOf, watch);
        attempt.begun = true;
        const reply = await readReply(response, {
          client,
          watch,
          requestedModel: request.model,
          onText: request.onText,
        });
        return request.jsonSchema ? { ...reply, text: findJson(reply.text) } : reply;
      } catch (error) {
        if (watch.cause() === "aborted") throw failures.aborted();
        if (watch.cause() === "took-too-long") throw failures.tookTooLong(request.timeoutMs / 1000);
        if (watch.cause() === "went-silent") throw failures.wentSilent(idleMs / 1000);
        throw explainFailure(error, attempt);
      } finally {
        watch.close();
      }
    },
  };
}

/** By model; only of those that have any. */
type KnownQuirks = Map<string, ReadonlySet<Quirk>>;

/** Sends the request, again without whatever the server says it does not know, and remembers that for the model. */
async function send(client: OpenAI, request: ModelRequest, known: KnownQuirks, watch: Watch): Promise<Response> {
  const quirks = new Set(known.get(request.model));
  for (;;) {
    try {
      const response = await client.chat.completions
        .create(requestBody(request, quirks), {
          signal: watch.signal,
          timeout: Math.min(Math.max(1, Math.ceil(request.timeoutMs)), LONGEST_MS),
          headers: idempotency(request, quirks),
        })
        .asResponse();
      if (quirks.size > 0) known.set(request.model, quirks);
      return response;
    } catch (error) {
      if (!(error instanceof BadRequestError || error instanceof UnprocessableEntityError)) throw error;
      const quirk = findQuirk(`${error.param ?? ""} ${error.message}`, request, quirks);
      if (!quirk) throw error;
      quirks.add(quirk);
    }
  }
}

/** Another body is another request: the key says so. */
function idempotency({ idempotencyKey }: ModelRequest, quirks: ReadonlySet<Quirk>): Record<string, string> {
  if (!idempotencyKey) return {};
  return { "Idempotency-Key": [idempotencyKey, ...quirks].join(":") };
}
