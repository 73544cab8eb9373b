import type { Message, SendMessageRequest } from "@a2a-js/sdk";
import { RequestMalformedError } from "@a2a-js/sdk/errors";
import { holdpoint } from "@/lib/app";
import { bodyHash } from "@/lib/http/idempotency-key";
import { answerTask } from "./answer-task";
import type { AgentCall } from "./call";
import { DOOR } from "./call";
import { defaultWorkflow } from "./default-workflow";
import { findTask } from "./find-task";
import { newTarget } from "./push-config";
import { type Intent, readMessage } from "./read-message";
import { waitingTask } from "./waiting-task";

/**
 * Carries out what a message asks for: starts a run or answers a review. Returns the run's id. A message counts once
 * for each caller, by its id, for 24 hours and across restarts; a repeat only learns which task it was about.
 */
export async function acceptMessage(call: AgentCall, request: SendMessageRequest): Promise<string> {
  const message = checked(request.message);
  const intent = readMessage(message);
  const config = request.configuration?.taskPushNotificationConfig;
  const { idempotency, tasks } = holdpoint();
  // Before anything happens: a target that is refused must not leave a run behind.
  if (config) await tasks.checkPush(newTarget(call, config, message.messageId));
  const { body: runId } = await idempotency.once(
    { principal: call.key, path: "a2a/message", key: message.messageId, bodyHash: contentHash(message) },
    async (resourceId) => {
      const body = await carryOut(call, message, intent, resourceId);
      if (config) await tasks.savePush(call.principal, body, newTarget(call, config, body));
      return { status: 200, contentType: "text/plain", body };
    },
  );
  return runId;
}

async function carryOut(call: AgentCall, message: Message, intent: Intent, runId: string): Promise<string> {
  if (message.taskId !== "") return answerNamed(call, message, intent);
  const waiting = intent.kind === "start" ? null : await waitingTask(call, message.contextId);
  if (waiting && intent.kind !== "start") {
    await answerTask(call, waiting, intent);
    await holdpoint().tasks.place(call.principal, waiting.id, message.contextId);
    return waiting.id;
  }
  if (intent.kind === "answer") {
    throw new RequestMalformedError(
      'Nothing waits for this answer here. Name the task by taskId, or start one with {"workflow", "input"}.',
    );
  }
  const { operations, tasks } = holdpoint();
  const request =
    intent.kind === "start"
      ? { workflow: intent.workflow, input: intent.input, model: intent.model }
      : { workflow: await defaultWorkflow(call.principal), input: intent.text };
  const run = await operations.startLoosely(call.principal, { ...request, runId, door: DOOR });
  await tasks.place(call.principal, run.id, message.contextId || run.id);
  return run.id;
}

async function answerNamed(call: AgentCall, message: Message, intent: Intent): Promise<string> {
  const run = await findTask(call, message.taskId);
  const contextId = await holdpoint().tasks.contextOf(call.principal, run.id);
  if (message.contextId !== "" && message.contextId !== contextId) {
    throw new RequestMalformedError(`The task is in context "${contextId}", not in "${message.contextId}".`);
  }
  if (intent.kind === "start") {
    throw new RequestMalformedError("A workflow starts a task of its own: leave taskId out. Nothing was started.");
  }
  await answerTask(call, run, intent);
  await holdpoint().tasks.place(call.principal, run.id, contextId);
  return run.id;
}

function checked(message: Message | undefined): Message {
  if (!message) throw new RequestMalformedError("The request has no message.");
  for (const [name, value, least] of [
    ["messageId", message.messageId, 1],
    ["contextId", message.contextId, 0],
  ] as const) {
    if (value.length < least || value.length > 255)
      throw new RequestMalformedError(`message.${name} must have ${least} to 255 characters.`);
  }
  return message;
}

function contentHash({ taskId, contextId, parts }: Message): string {
  const text = JSON.stringify({ taskId, contextId, parts });
  return bodyHash({ bytes: Buffer.from(text), tooLarge: false });
}
