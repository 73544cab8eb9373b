import { contextOf } from "@/lib/engine/context";
import type { AgentMessage, AgentStep } from "@/lib/engine/steps/agent";
import type { Context, Json } from "@/lib/engine/types";
import type { AgentView } from "@/lib/views/agents";
import { converse } from "./a2a-conversation";
import type { RemoteOutput } from "./a2a-task";
import { EffectFailure } from "./failure";
import { failure } from "./http-request";
import type { EffectOutcome, EffectPorts, EffectRequest, EffectResult } from "./ports";

/** Whom the step asks, as far as asking goes. */
export type AskedAgent = Pick<
  AgentView,
  "id" | "name" | "kind" | "assistant" | "instructions" | "model" | "cardUrl" | "secret"
>;

/** Hands the step's message to its agent. The output is `{agent, text, data}`, or for a draft the text. */
export async function performAgent(ports: EffectPorts, request: EffectRequest<AgentStep>): Promise<EffectOutcome> {
  const { step, snapshot } = request;
  const agent = await find(ports, snapshot.run.workspaceId, computed(request, step.agent));
  const given = computed(request, step.message);
  const message = typeof given === "string" ? { text: given } : given;
  const input = { agent: agent.name, message };
  try {
    if (agent.kind === "prompt") return await ask(ports, request, agent, message);
    const end = await converse(ports, request, agent, message);
    if ("asks" in end) return { ...end, input };
    return { ...end, output: outputOf(step, agent, end.output), input };
  } catch (cause) {
    throw new EffectFailure(EffectFailure.from(cause).error, input);
  }
}

/** What a function of the workflow makes of the run's data. */
export function computed<T>({ step, snapshot }: EffectRequest, compute: (context: Context) => T): T {
  const { run, draft } = snapshot;
  try {
    return compute(contextOf(run, draft));
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw failure("workflow_error", `${step.name}: ${message}`);
  }
}

async function find({ agents }: EffectPorts, workspaceId: string, asked: string): Promise<AskedAgent> {
  if (/^https?:\/\//i.test(asked) && URL.canParse(asked)) {
    const none = { assistant: null, instructions: null, model: null, secret: null };
    return { id: asked, name: new URL(asked).host, kind: "a2a", cardUrl: asked, ...none };
  }
  const found = await agents.find(workspaceId, asked);
  if (!found) throw failure("unknown_agent", `There is no agent "${asked}". Add it to the directory, then try again.`);
  if (!found.enabled) throw failure("agent_disabled", `${found.name} is disabled in the directory. Nothing was sent.`);
  return found;
}

async function ask(
  ports: EffectPorts,
  { step, snapshot, effect, signal, onText }: EffectRequest<AgentStep>,
  agent: AskedAgent,
  { text = "", data }: Exclude<AgentMessage, string>,
): Promise<EffectResult> {
  const assistant = agent.assistant === null ? null : ports.assistants.get(agent.assistant);
  if (assistant === undefined) {
    throw failure(
      "unknown_assistant",
      `${agent.name} is told to be "${agent.assistant}", and there is no such assistant.`,
    );
  }
  const system = [assistant?.instructions, agent.instructions].filter(Boolean).join("\n\n");
  const asked = [text, data === undefined ? "" : JSON.stringify(data, null, 2)].filter(Boolean).join("\n\n");
  const model = snapshot.run.model ?? agent.model ?? assistant?.model ?? ports.defaultModel;
  const reply = await ports.model.complete({
    model,
    messages: [
      { role: "system", content: system },
      { role: "user", content: asked },
    ],
    parameters: assistant?.parameters,
    idempotencyKey: effect.key,
    timeoutMs: step.timeoutMs ?? ports.modelTimeoutMs,
    signal,
    onText,
  });
  return {
    output: outputOf(step, agent, { text: reply.text, data: null }),
    by: { kind: "assistant", id: agent.id, name: agent.name, model: reply.model },
    input: { agent: agent.name, model, message: { text, data: data ?? null } },
    usage: { model: reply.model, tokensIn: reply.tokensIn, tokensOut: reply.tokensOut },
  };
}

function outputOf({ draft }: AgentStep, { id, name }: AskedAgent, { text, data }: RemoteOutput): Json {
  if (!draft) return { agent: { id, name }, text, data };
  return text === "" && data !== null ? JSON.stringify(data, null, 2) : text;
}
