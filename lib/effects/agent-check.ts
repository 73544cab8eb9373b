import type { Assistant } from "@/lib/llm/assistants";
import type { ModelClient } from "@/lib/llm/model-client";
import type { AgentView } from "@/lib/views/agents";
import type { A2aConnect } from "./a2a-client";

const TIMEOUT_MS = 20_000;
const HELLO = "Say in one short sentence what you can help with.";
const WORDS_MAX = 60;

interface Needs {
  model: ModelClient;
  defaultModel: string;
  assistants: ReadonlyMap<string, Assistant>;
  connect: A2aConnect;
}

/** Asks an agent for a sign of life: one short call of the model, or its card. Never rejects. */
export function agentCheck({ model, defaultModel, assistants, connect }: Needs) {
  const ask = async ({ assistant, instructions, ...agent }: AgentView, signal: AbortSignal) => {
    const known = assistant === null ? null : assistants.get(assistant);
    if (known === undefined) throw new Error(`There is no assistant "${assistant}" any more.`);
    const reply = await model.complete({
      model: agent.model ?? known?.model ?? defaultModel,
      messages: [
        { role: "system", content: [known?.instructions, instructions].filter(Boolean).join("\n\n") },
        { role: "user", content: HELLO },
      ],
      parameters: { maxTokens: WORDS_MAX },
      timeoutMs: TIMEOUT_MS,
      signal,
    });
    return `${reply.model} answered.`;
  };
  const look = async ({ cardUrl, secret }: AgentView, signal: AbortSignal) => {
    const { name, skills, protocolVersion } = await connect({ cardUrl: cardUrl ?? "", secret }, signal);
    return `"${name}" answered: ${skills === 1 ? "1 skill" : `${skills} skills`}, A2A ${protocolVersion}.`;
  };
  return async (agent: AgentView): Promise<{ ok: boolean; message: string }> => {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    try {
      return { ok: true, message: await (agent.kind === "prompt" ? ask : look)(agent, signal) };
    } catch (error) {
      if (signal.aborted) return { ok: false, message: `It did not answer within ${TIMEOUT_MS / 1_000} s.` };
      return { ok: false, message: error instanceof Error ? error.message : String(error) };
    }
  };
}
