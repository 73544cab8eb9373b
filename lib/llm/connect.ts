import { createModelClient, type ModelClient } from "./model-client";

export interface ModelSettings {
  baseUrl: string | null;
  apiKey: string | null;
  name: string | null;
}

export interface ModelConnection {
  client: ModelClient;
  /** The model asked for where neither run nor assistant names one. */
  name: string;
  close(): Promise<void>;
}

const OPENAI = "https://api.openai.com/v1";
const OPENAI_MODEL = "gpt-5-mini";

/** The configured model server; null when neither an address nor a key is given. */
export function connectModel({ baseUrl, apiKey, name }: ModelSettings): ModelConnection | null {
  if (baseUrl === null && apiKey === null) return null;
  return {
    // Servers of one's own (Ollama, vLLM) often want no key, but the client insists on some text.
    client: createModelClient({ baseUrl: baseUrl ?? OPENAI, apiKey: apiKey ?? "none" }),
    name: name ?? OPENAI_MODEL,
    close: async () => undefined,
  };
}
