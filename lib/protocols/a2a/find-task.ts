import { RequestMalformedError } from "@a2a-js/sdk/errors";
import { holdpoint } from "@/lib/app";
import { isNotFound } from "@/lib/errors";
import type { RunView } from "@/lib/views/views";
import { isId } from "@/lib/words/ids";
import type { AgentCall } from "./call";
import { noSuchTask } from "./refusals";

/** The run of a task. Throws `TaskNotFoundError` for unknown, malformed and other workspaces' ids alike. */
export async function findTask({ principal }: Pick<AgentCall, "principal">, taskId: string): Promise<RunView> {
  if (taskId.trim() === "") throw new RequestMalformedError("The task's id is missing.");
  if (!isId(taskId)) throw noSuchTask();
  return holdpoint()
    .operations.getRun(principal, taskId.toLowerCase())
    .catch((error: unknown) => {
      throw isNotFound(error) ? noSuchTask() : error;
    });
}
