import { type Message, type Part, Role, type Task, TaskState } from "@a2a-js/sdk";
import type { Json } from "@/lib/engine/types";
import { withHops } from "@/lib/protocols/a2a/hops-extension";

export type RemoteState =
  | "working"
  | "completed"
  | "failed"
  | "canceled"
  | "rejected"
  | "input_required"
  | "auth_required";

export interface RemoteOutput {
  text: string;
  /** The one piece of JSON; a list where there are several, null where there is none. */
  data: Json;
}

/** A task of an agent elsewhere, as far as we look at it. */
export interface RemoteTask {
  id: string;
  contextId: string;
  state: RemoteState;
  /** What its status says. */
  said: RemoteOutput;
  /** Another one means that the status is another one. */
  mark: string;
  output: RemoteOutput;
  /** Our messages that it knows of, as far as it tells. */
  received: string[];
}

const STATES: Partial<Record<TaskState, RemoteState>> = {
  [TaskState.TASK_STATE_COMPLETED]: "completed",
  [TaskState.TASK_STATE_FAILED]: "failed",
  [TaskState.TASK_STATE_CANCELED]: "canceled",
  [TaskState.TASK_STATE_REJECTED]: "rejected",
  [TaskState.TASK_STATE_INPUT_REQUIRED]: "input_required",
  [TaskState.TASK_STATE_AUTH_REQUIRED]: "auth_required",
};

export function remoteTask({ id, contextId, status, artifacts, history }: Task): RemoteTask {
  const said = outputOf(status?.message?.parts ?? []);
  return {
    id,
    contextId,
    state: (status && STATES[status.state]) ?? "working",
    said,
    mark: JSON.stringify([status?.message?.messageId, status?.timestamp, said]),
    output: outputOf(artifacts.flatMap(({ parts }) => parts)),
    received: history.filter(({ role }) => role === Role.ROLE_USER).map(({ messageId }) => messageId),
  };
}

/** An agent that answers at once has no task. */
export const isTask = (answer: Message | Task): answer is Task => "status" in answer || "artifacts" in answer;

export function outputOf(parts: Part[]): RemoteOutput {
  const data = parts.flatMap(({ content }) => (content?.$case === "data" ? [content.value as Json] : []));
  const texts = parts.flatMap(({ content, filename }) => {
    if (content?.$case === "text") return [content.value];
    // What it holds is not fetched; where it is, is said.
    if (content?.$case === "url") return [filename ? `${filename}: ${content.value}` : content.value];
    return [];
  });
  return { text: texts.join("\n\n"), data: data.length > 1 ? data : (data[0] ?? null) };
}

/** A message of ours. */
export function ownMessage(
  messageId: string,
  { text = "", data }: { text?: string; data?: Json },
  hops: number,
  { taskId = "", contextId = "" } = {},
): Message {
  const part = (content: Part["content"], mediaType: string): Part => ({
    content,
    mediaType,
    filename: "",
    metadata: undefined,
  });
  const parts = [
    ...(text === "" ? [] : [part({ $case: "text", value: text }, "text/plain")]),
    ...(data === undefined ? [] : [part({ $case: "data", value: data }, "application/json")]),
  ];
  return {
    messageId,
    taskId,
    contextId,
    role: Role.ROLE_USER,
    parts,
    referenceTaskIds: [],
    ...withHops(hops),
  };
}
