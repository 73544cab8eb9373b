import { createModelClient, type ModelClient } from "./model-client";

export interface ModelSettings {
  baseUrl: string | null;
  apiKey: string | null;
  name: string | null;
  /** Words a second of the practice model. */
  practiceSpeed: number;
}

interface ModelConnection {
  client: ModelClient;
  /** The model asked for where neither run nor assistant names one. */
  name: string;
  close(): Promise<void>;
}

const OPENAI = "https://api.openai.com/v1";
const OPENAI_MODEL = "gpt-5-mini";

/** The configured model server, or the practice model when neither an address nor a key is given. */
export async function connectModel({ baseUrl, apiKey, name, practiceSpeed }: ModelSettings): Promise<ModelConnection> {
  if (baseUrl === null && apiKey === null) {
    const { startPracticeModel } = await import("./practice-model");
    const practice = await startPracticeModel(practiceSpeed);
    return { client: createModelClient(practice), name: practice.model, close: () => practice.close() };
  }
  return {
    // Servers of one's own (Ollama, vLLM) often want no key, but the client insists on some text.
    client: createModelClient({ baseUrl: baseUrl ?? OPENAI, apiKey: apiKey ?? "none" }),
    name: name ?? OPENAI_MODEL,
    close: async () => undefined,
  };
}
