import { Refusal } from "./http";
import { isSchema, type JsonSchema } from "./json/schema";

export interface Message {
  role: "system" | "user" | "assistant";
  content: string;
}

/** A chat as the practice model understands it. */
export interface ChatRequest {
  model: string;
  messages: Message[];
  stream: boolean;
  includeUsage: boolean;
  maxTokens: number | null;
  /** The schema the answer must fit; `{}` where any JSON will do. */
  schema: JsonSchema | null;
}

const ROLES: Record<string, Message["role"] | null> = {
  ...{ system: "system", developer: "system", user: "user", assistant: "assistant" },
  ...{ tool: null, function: null },
};

/** Refuses with 400 what is not a chat; parameters that only a real model has use for are left alone. */
export function readRequest(body: unknown): ChatRequest {
  if (!isSchema(body)) throw new Refusal(400, "The request must be a JSON object.");
  const { model, messages, stream, stream_options: options } = body;
  if (typeof model !== "string" || model === "") throw wrong("model", "must be the name of a model");
  if (!Array.isArray(messages) || messages.length === 0) throw wrong("messages", "must be a list of messages");
  const maxTokens = body.max_completion_tokens ?? body.max_tokens ?? null;
  if (maxTokens !== null && !(Number.isInteger(maxTokens) && Number(maxTokens) > 0))
    throw wrong("max_tokens", "must be a whole number above 0");
  return {
    model,
    messages: messages.flatMap((message, index) => readMessage(message, `messages[${index}]`)),
    stream: stream === true,
    includeUsage: isSchema(options) && options.include_usage === true,
    maxTokens: maxTokens === null ? null : Number(maxTokens),
    schema: readSchema(body.response_format),
  };
}

function readMessage(message: unknown, where: string): Message[] {
  if (!isSchema(message) || typeof message.role !== "string" || !Object.hasOwn(ROLES, message.role))
    throw wrong(`${where}.role`, "must be one of system, developer, user, assistant, tool");
  const role = ROLES[message.role];
  const content = readContent(message.content);
  if (content === null) throw wrong(`${where}.content`, "must be text or a list of parts");
  return role ? [{ role, content }] : [];
}

function readContent(content: unknown): string | null {
  if (typeof content === "string") return content;
  if (content === null || content === undefined) return "";
  if (!Array.isArray(content)) return null;
  return content.flatMap((part) => (isSchema(part) && typeof part.text === "string" ? [part.text] : [])).join("\n");
}

function readSchema(format: unknown): JsonSchema | null {
  if (format === undefined || format === null) return null;
  if (!isSchema(format)) throw wrong("response_format", "must be an object");
  if (format.type === "json_object") return {};
  if (format.type !== "json_schema") return null;
  if (!isSchema(format.json_schema) || !isSchema(format.json_schema.schema))
    throw wrong("response_format", "needs json_schema.schema");
  return format.json_schema.schema;
}

const wrong = (param: string, what: string) => new Refusal(400, `${param} ${what}.`, "invalid_value", param);
