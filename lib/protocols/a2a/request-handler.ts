import type { SendMessageRequest, StreamResponse, Task } from "@a2a-js/sdk";
import {
  RequestMalformedError,
  TaskNotCancelableError,
  TaskNotFoundError,
  UnsupportedOperationError,
} from "@a2a-js/sdk/errors";
import type { A2ARequestHandler } from "@a2a-js/sdk/server";
import { holdpoint } from "@/lib/app";
import { isHoldpointError } from "@/lib/errors";
import { acceptMessage } from "./accept-message";
import type { AgentCall } from "./call";
import { agentCard, extendedCard } from "./card";
import { findTask } from "./find-task";
import { listTasks } from "./list-tasks";
import { newTarget, pushConfig } from "./push-config";
import { a2aError, isForLater } from "./refusals";
import { shownTask } from "./shown-task";
import { hasEnded } from "./task";
import { watchTask } from "./watch-task";

/** Milliseconds an answer is held: below the minute after which proxies give up. */
const HOLD_MS = 55_000;

/** What the SDK's transports ask of an agent, over our operations, for one caller. Every refusal is an `A2AError`. */
export function requestHandler(call: AgentCall): A2ARequestHandler {
  return {
    getAgentCard: async () => agentCard(),
    getAuthenticatedExtendedAgentCard: () => told(call, () => extendedCard(call.principal)),
    sendMessage: (request) => told(call, () => sendMessage(call, request)),
    sendMessageStream: (request) => toldEach(call, () => sendMessageStream(call, request)),
    getTask: ({ id }) => told(call, async () => shownTask(call, await findTask(call, id))),
    listTasks: (request) => told(call, () => listTasks(call, request)),
    cancelTask: ({ id }) => told(call, () => cancelTask(call, id)),
    resubscribe: ({ id }) => toldEach(call, () => subscribe(call, id)),
    ...pushConfigs(call),
  };
}

async function sendMessage(call: AgentCall, request: SendMessageRequest): Promise<Task> {
  const runId = await acceptMessage(call, request);
  const { operations } = holdpoint();
  const { principal, signal } = call;
  const run = request.configuration?.returnImmediately
    ? await operations.getRun(principal, runId)
    : await operations.waitForRun(principal, runId, { timeoutMs: HOLD_MS, signal });
  return shownTask(call, run);
}

async function* sendMessageStream(call: AgentCall, request: SendMessageRequest) {
  yield* watchTask(call, await acceptMessage(call, request), { untilWaiting: true });
}

async function* subscribe(call: AgentCall, taskId: string) {
  const run = await findTask(call, taskId);
  if (hasEnded(run)) throw new UnsupportedOperationError(`This task is ${run.status}: nothing more will happen to it.`);
  yield* watchTask(call, run.id, { untilWaiting: false });
}

async function cancelTask(call: AgentCall, taskId: string): Promise<Task> {
  const run = await findTask(call, taskId);
  const final = () => new TaskNotCancelableError("This task has ended; it can't be canceled any more.");
  if (hasEnded(run) && run.status !== "canceled") throw final();
  const canceled = await holdpoint()
    .operations.cancelRun(call.principal, run.id)
    .catch((error: unknown) => {
      throw isHoldpointError(error) && error.code === "run_conflict" ? final() : error;
    });
  return shownTask(call, canceled);
}

function pushConfigs(call: AgentCall) {
  const { principal } = call;
  const targets = async (taskId: string) => {
    const { id } = await findTask(call, taskId);
    return { id, list: await holdpoint().tasks.listPush(principal, id) };
  };
  const noSuch = () => new TaskNotFoundError("There is no such push notification config.");
  return {
    createTaskPushNotificationConfig: (config) =>
      told(call, async () => {
        const { id } = await findTask(call, config.taskId);
        const target = newTarget(call, config, id);
        await holdpoint().tasks.savePush(principal, id, target);
        return pushConfig(id, target);
      }),
    getTaskPushNotificationConfig: (request) =>
      told(call, async () => {
        const { id, list } = await targets(request.taskId);
        // An older client may ask for the only one without naming it.
        const target = request.id === "" && list.length === 1 ? list[0] : list.find((one) => one.id === request.id);
        if (!target) throw noSuch();
        return pushConfig(id, target);
      }),
    listTaskPushNotificationConfigs: ({ taskId }) =>
      told(call, async () => {
        const { id, list } = await targets(taskId);
        return { configs: list.map((target) => pushConfig(id, target)), nextPageToken: "" };
      }),
    deleteTaskPushNotificationConfig: (request) =>
      told(call, async () => {
        if (request.id === "") throw new RequestMalformedError("Name the config by its id.");
        const { id } = await findTask(call, request.taskId);
        await holdpoint().tasks.removePush(principal, id, request.id);
      }),
  } satisfies Partial<A2ARequestHandler>;
}

async function told<T>(call: AgentCall, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw refused(call, error);
  }
}

async function* toldEach(
  call: AgentCall,
  work: () => AsyncGenerator<StreamResponse>,
): AsyncGenerator<StreamResponse, void, undefined> {
  try {
    // Before anything is carried out: a stream that is refused must not leave a run behind.
    call.seat = call.takeSeat();
    yield* work();
  } catch (error) {
    throw refused(call, error);
  } finally {
    call.seat?.leave();
  }
}

function refused(call: AgentCall, error: unknown) {
  if (isForLater(error)) call.away = error;
  return a2aError(error);
}
