import type { PromptMessage, PromptStep } from "@/lib/engine/program";
import { EffectFailure } from "./failure";
import type { EffectPorts, EffectRequest, EffectResult } from "./ports";

/** Asks a model through the step's assistant, once; the text is the step's output. */
export async function performPrompt(ports: EffectPorts, request: EffectRequest<PromptStep>): Promise<EffectResult> {
  const { step, snapshot, effect } = request;
  const assistant = ports.assistants.get(step.assistant);
  if (!assistant) {
    throw new EffectFailure({
      code: "unknown_assistant",
      message: `There is no assistant "${step.assistant}". Add assistants/${step.assistant}.ts, then try again.`,
      retryable: false,
    });
  }
  const messages: PromptMessage[] = [
    { role: "system", content: assistant.instructions },
    ...(await messagesFor(ports, request)),
  ];
  const model = snapshot.run.model ?? assistant.model ?? ports.defaultModel;
  const input = { model, messages: messages.map(({ role, content }) => ({ role, content })) };
  try {
    const reply = await ports.model.complete({
      model,
      messages,
      parameters: assistant.parameters,
      idempotencyKey: effect.key,
      timeoutMs: step.timeoutMs ?? ports.modelTimeoutMs,
      signal: request.signal,
      onText: request.onText,
    });
    return {
      output: reply.text,
      by: { kind: "assistant", id: assistant.name, name: `${assistant.name}, ${readable(reply.model)}` },
      input,
      usage: { model: reply.model, tokensIn: reply.tokensIn, tokensOut: reply.tokensOut },
    };
  } catch (error) {
    throw EffectFailure.from(error, input);
  }
}

async function messagesFor(ports: EffectPorts, { step, snapshot }: EffectRequest<PromptStep>) {
  const { run, draft } = snapshot;
  const comments = await ports.commentsOf(run.id);
  try {
    return step.messages({ input: run.input, outputs: run.data, visits: run.visits, draft, comments });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new EffectFailure({ code: "workflow_error", message: `${step.name}: ${message}`, retryable: false });
  }
}

/** "practice-model" as people read it. */
const readable = (model: string) => (model === "practice-model" ? "practice model" : model);
