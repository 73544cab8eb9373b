import type { ChatCompletionCreateParamsStreaming } from "openai/resources/chat/completions";
import type { ModelMessage, ModelRequest } from "./model-client";

/**
 * Where servers and models that speak this protocol differ. Each is found out by a 400 that names the
 * parameter, and the request is sent again without it:
 * - `schema-in-prompt`: no `response_format`; the schema is put into the prompt instead.
 * - `no-usage`: no `stream_options`; token counts stay unknown.
 * - `completion-tokens`: `max_completion_tokens` instead of `max_tokens` (reasoning models).
 * - `default-sampling`: only the default `temperature` and `top_p` (reasoning models).
 */
export type Quirk = "schema-in-prompt" | "no-usage" | "completion-tokens" | "default-sampling";

interface Sign {
  quirk: Quirk;
  names: RegExp;
  applies(request: ModelRequest): boolean;
}

/** A parameter that is not known here, as against one whose value the author got wrong. */
const UNKNOWN = /support|unknown|unrecogni[sz]ed|unexpected|not (permitted|allowed)|extra/i;

const SIGNS: Sign[] = [
  { quirk: "schema-in-prompt", names: /response_format|json_schema/i, applies: (request) => !!request.jsonSchema },
  { quirk: "no-usage", names: /stream_options|include_usage/i, applies: () => true },
  {
    quirk: "completion-tokens",
    names: /\bmax_tokens\b/i,
    applies: ({ parameters }) => parameters?.maxTokens !== undefined,
  },
  {
    quirk: "default-sampling",
    names: /\btemperature\b|\btop_p\b/i,
    applies: ({ parameters }) => parameters?.temperature !== undefined || parameters?.topP !== undefined,
  },
];

/** The quirk that a refusal speaks of, if it has not been tried yet and this request can do without. */
export function findQuirk(refusal: string, request: ModelRequest, tried: ReadonlySet<Quirk>): Quirk | undefined {
  const found = SIGNS.find((sign) => !tried.has(sign.quirk) && sign.names.test(refusal) && sign.applies(request));
  if (found && found.quirk !== "schema-in-prompt" && !UNKNOWN.test(refusal)) return undefined;
  return found?.quirk;
}

export function requestBody(request: ModelRequest, quirks: ReadonlySet<Quirk>): ChatCompletionCreateParamsStreaming {
  const { temperature, topP, maxTokens } = request.parameters ?? {};
  const schemaInPrompt = quirks.has("schema-in-prompt");
  return {
    model: request.model,
    messages: schemaInPrompt ? withSchema(request) : request.messages,
    stream: true,
    ...(quirks.has("no-usage") ? {} : { stream_options: { include_usage: true } }),
    ...(quirks.has("default-sampling") ? {} : { temperature, top_p: topP }),
    ...(quirks.has("completion-tokens") ? { max_completion_tokens: maxTokens } : { max_tokens: maxTokens }),
    ...(request.jsonSchema && !schemaInPrompt
      ? {
          response_format: {
            type: "json_schema",
            json_schema: { name: schemaName(request.jsonSchema.name), schema: { ...request.jsonSchema.schema } },
          },
        }
      : {}),
  };
}

function withSchema({ messages, jsonSchema }: ModelRequest): ModelMessage[] {
  if (!jsonSchema) return messages;
  const rule = `Answer with JSON only, without any other text. It must fit this JSON Schema:\n${JSON.stringify(jsonSchema.schema)}`;
  const [first, ...rest] = messages;
  if (first?.role === "system") return [{ role: "system", content: `${first.content}\n\n${rule}` }, ...rest];
  return [{ role: "system", content: rule }, ...messages];
}

const schemaName = (name: string) => name.replace(/[^A-Za-z0-9_-]+/g, "_").slice(0, 64) || "answer";

/** The JSON inside an answer that was asked for JSON: without a code fence or words around it, if it has them. */
export function findJson(text: string): string {
  const candidates = [text, /```(?:json)?\s*([\s\S]*?)```/i.exec(text)?.[1], /[[{][\s\S]*[\]}]/.exec(text)?.[0]];
  return candidates.find((candidate) => candidate !== undefined && isJson(candidate))?.trim() ?? text;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
