import { TaskState } from "@a2a-js/sdk";
import { RequestMalformedError } from "@a2a-js/sdk/errors";
import { holdpoint } from "@/lib/app";
import type { RunView } from "@/lib/views/views";
import { isId } from "@/lib/words/ids";
import type { AgentCall } from "./call";
import { findTask } from "./find-task";
import { stateOf } from "./task";

/** The task that waits in one of the caller's contexts; null when none does. Refuses where several do. */
export async function waitingTask(call: AgentCall, contextId: string): Promise<RunView | null> {
  if (contextId === "") return null;
  const filter = { contextId, state: "input_required", limit: 20 } as const;
  const { data } = await holdpoint().tasks.list(call.principal, filter);
  const [only, ...others] = data;
  if (others.length > 0) {
    const ids = data.map(({ id }) => id).join(", ");
    throw new RequestMalformedError(`Several tasks wait in this context. Name the one you answer by taskId: ${ids}.`);
  }
  if (only) return findTask(call, only.id);
  return isId(contextId) ? ownContext(call, contextId) : null;
}

/** A run that was started elsewhere is a context of its own. */
async function ownContext(call: AgentCall, contextId: string): Promise<RunView | null> {
  const run = await findTask(call, contextId).catch((error: Error) => {
    if (error.name === "TaskNotFoundError") return null;
    throw error;
  });
  if (!run || stateOf(run) !== TaskState.TASK_STATE_INPUT_REQUIRED) return null;
  return (await holdpoint().tasks.contextOf(call.principal, run.id)) === contextId.toLowerCase() ? run : null;
}
