import { contextOf } from "@/lib/engine/context";
import type { PromptMessage } from "@/lib/engine/program";
import type { PromptStep } from "@/lib/engine/steps/prompt";
import type { Json } from "@/lib/engine/types";
import type { ModelClient, ModelRequest } from "@/lib/llm/model-client";
import { completeStructured } from "@/lib/llm/structured";
import { EffectFailure } from "./failure";
import type { EffectPorts, EffectRequest, EffectResult } from "./ports";

/** Asks a model through the step's assistant, once; its text, or JSON that fits the step's schema, is the output. */
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
    const reply = await ask(ports.model, step, {
      model,
      messages,
      parameters: assistant.parameters,
      idempotencyKey: effect.key,
      timeoutMs: step.timeoutMs ?? ports.modelTimeoutMs,
      signal: request.signal,
      onText: request.onText,
    });
    return {
      output: reply.output,
      by: { kind: "assistant", id: assistant.name, name: `${assistant.name}, ${reply.model}`, model: reply.model },
      input,
      usage: { model: reply.model, tokensIn: reply.tokensIn, tokensOut: reply.tokensOut },
    };
  } catch (error) {
    throw EffectFailure.from(error, input);
  }
}

/** The model's text, or with a schema the JSON that fits it. */
async function ask(model: ModelClient, { name, schema }: PromptStep, request: ModelRequest) {
  if (schema === null) {
    const { text, ...reply } = await model.complete(request);
    return { ...reply, output: text };
  }
  const { value, ...reply } = await completeStructured(model, { ...request, jsonSchema: { name, schema } });
  return { ...reply, output: value as Json };
}

async function messagesFor(ports: EffectPorts, { step, snapshot }: EffectRequest<PromptStep>) {
  const { run, draft } = snapshot;
  const comments = await ports.commentsOf(run.id);
  try {
    return step.messages({ ...contextOf(run, draft), comments });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new EffectFailure({ code: "workflow_error", message: `${step.name}: ${message}`, retryable: false });
  }
}
