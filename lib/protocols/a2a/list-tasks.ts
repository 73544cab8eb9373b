import { type ListTasksRequest, type ListTasksResponse, TaskState } from "@a2a-js/sdk";
import { RequestMalformedError } from "@a2a-js/sdk/errors";
import { holdpoint } from "@/lib/app";
import type { TaskFilter } from "@/lib/contract/tasks";
import type { AgentCall } from "./call";
import { listedTask } from "./task";

const STATES: Partial<Record<TaskState, TaskFilter["state"]>> = {
  [TaskState.TASK_STATE_WORKING]: "working",
  [TaskState.TASK_STATE_INPUT_REQUIRED]: "input_required",
  [TaskState.TASK_STATE_COMPLETED]: "completed",
  [TaskState.TASK_STATE_FAILED]: "failed",
  [TaskState.TASK_STATE_CANCELED]: "canceled",
};

/** The tasks that the caller started or answered here. */
export async function listTasks({ principal }: AgentCall, request: ListTasksRequest): Promise<ListTasksResponse> {
  const pageSize = request.pageSize ?? 50;
  if (!Number.isInteger(pageSize) || pageSize < 1 || pageSize > 100)
    throw new RequestMalformedError("pageSize must be a whole number from 1 to 100.");
  const asked = request.status ?? TaskState.TASK_STATE_UNSPECIFIED;
  const state = STATES[asked];
  if (asked === TaskState.UNRECOGNIZED) throw new RequestMalformedError("There is no such status.");
  // Tasks here are never in any other state.
  if (asked !== TaskState.TASK_STATE_UNSPECIFIED && state === undefined)
    return { tasks: [], nextPageToken: "", pageSize, totalSize: 0 };
  const { data, nextCursor, total } = await holdpoint().tasks.list(principal, {
    contextId: request.contextId || undefined,
    state,
    changedSince: timeOf(request.statusTimestampAfter),
    limit: pageSize,
    cursor: request.pageToken || undefined,
  });
  const tasks = data.map(listedTask).map((task) => (request.includeArtifacts ? task : { ...task, artifacts: [] }));
  return { tasks, nextPageToken: nextCursor ?? "", pageSize, totalSize: total };
}

function timeOf(text: string | undefined): Date | undefined {
  if (!text) return undefined;
  const time = new Date(text);
  if (Number.isNaN(time.getTime())) throw new RequestMalformedError("statusTimestampAfter must be an ISO 8601 time.");
  return time;
}
