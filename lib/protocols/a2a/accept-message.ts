import { type Message, Role, type SendMessageRequest } from "@a2a-js/sdk";
import { RequestMalformedError } from "@a2a-js/sdk/errors";
import { holdpoint } from "@/lib/app";
import { bodyHash } from "@/lib/http/idempotency-key";
import type { RunView } from "@/lib/views/views";
import { type Answering, answerTask } from "./answer-task";
import { type AgentCall, DOOR } from "./call";
import { defaultWorkflow } from "./default-workflow";
import { findTask } from "./find-task";
import { hopsOf } from "./hops-extension";
import { newTarget } from "./push-config";
import { type Intent, readMessage } from "./read-message";
import { waitingTask } from "./waiting-task";

/**
 * Carries out what a message asks for: starts a run or answers a review. Returns the run's id. A message counts once
 * for each caller, by its id, for 24 hours and across restarts; a repeat only learns which task it was about.
 */
export async function acceptMessage(call: AgentCall, request: SendMessageRequest): Promise<string> {
  const message = checked(request.message);
  const hops = hopsOf(message);
  const intent = readMessage(message);
  const config = request.configuration?.taskPushNotificationConfig;
  const { idempotency, tasks } = holdpoint();
  // Before anything happens: a target that is refused must not leave a run behind.
  if (config) await tasks.checkPush(newTarget(call, config, "new"));
  const push = async (runId: string) => {
    if (config) await tasks.savePush(call.principal, runId, newTarget(call, config, runId));
  };
  const { body } = await idempotency.once(
    { principal: call.key, path: "a2a/message", key: message.messageId, bodyHash: contentHash(message) },
    async (resourceId) => {
      const run = await addressee(call, message, intent);
      const runId =
        run && intent.kind !== "start"
          ? await answer(call, run, message.contextId, intent, push)
          : await start(call, { ...message, hops }, intent, resourceId, push);
      return { status: 200, contentType: "text/plain", body: runId };
    },
  );
  return body;
}

type Push = (runId: string) => Promise<void>;

/** The run that a message answers; null where it starts one. */
async function addressee(call: AgentCall, message: Message, intent: Intent): Promise<RunView | null> {
  if (message.taskId === "") return intent.kind === "start" ? null : waitingTask(call, message.contextId);
  const run = await findTask(call, message.taskId);
  const contextId = await holdpoint().tasks.contextOf(call.principal, run.id);
  if (message.contextId !== "" && message.contextId !== contextId) {
    throw new RequestMalformedError(`The task is in context "${contextId}", not in "${message.contextId}".`);
  }
  if (intent.kind !== "start") return run;
  throw new RequestMalformedError("A workflow starts a task of its own: leave taskId out. Nothing was started.");
}

async function answer(call: AgentCall, run: RunView, contextId: string, intent: Answering, push: Push) {
  // First: it may be one too many, and an answer that counted must not be called refused.
  await push(run.id);
  await answerTask(call, run, intent);
  await holdpoint().tasks.place(call.principal, run.id, contextId || run.id);
  return run.id;
}

async function start(
  call: AgentCall,
  { contextId, hops }: { contextId: string; hops: number },
  intent: Intent,
  runId: string,
  push: Push,
) {
  if (intent.kind === "answer") {
    throw new RequestMalformedError(
      'Nothing waits for this answer here. Name the task by taskId, or start one with {"workflow", "input"}.',
    );
  }
  const { operations, tasks } = holdpoint();
  const { principal } = call;
  const request =
    intent.kind === "start"
      ? { workflow: intent.workflow, input: intent.input, model: intent.model }
      : { workflow: await defaultWorkflow(principal), input: intent.text };
  const run = await operations.startLoosely(principal, { ...request, runId, door: DOOR, hops });
  await tasks.place(principal, run.id, contextId || run.id);
  await push(run.id);
  return run.id;
}

function checked(message: Message | undefined): Message {
  if (!message) throw new RequestMalformedError("The request has no message.");
  if (message.role !== Role.ROLE_USER && message.role !== Role.ROLE_UNSPECIFIED)
    throw new RequestMalformedError("message.role must be ROLE_USER: what an agent says is nobody's answer.");
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
