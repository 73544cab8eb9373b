import { isDeepStrictEqual } from "node:util";
import { type StreamResponse, type Task, TaskState } from "@a2a-js/sdk";
import { holdpoint } from "@/lib/app";
import { Bell } from "@/lib/http/bell";
import type { AgentCall } from "./call";
import { findTask } from "./find-task";
import { noteQuestions, shownTask } from "./shown-task";
import { hasEnded, taskOf } from "./task";

/** Branches and lost announcements don't ring: this is how late a watcher notices, in milliseconds. */
const LOOK_AGAIN_MS = 1_000;

/**
 * The task as it is, then each change of its status and artifacts, each once. Returns when the task ends or asks
 * something new; `untilWaiting` also when it asks already.
 */
export async function* watchTask(
  call: AgentCall,
  taskId: string,
  { untilWaiting }: { untilWaiting: boolean },
): AsyncGenerator<StreamResponse, void, undefined> {
  const bell = new Bell(call.signal);
  const stopListening = holdpoint().live.onRun(taskId, bell.ring);
  try {
    let run = await findTask(call, taskId);
    let known = await shownTask(call, run);
    yield { payload: { $case: "task", value: known } };
    if (untilWaiting && isWaiting(known)) return;
    while (!hasEnded(run)) {
      await bell.wait(LOOK_AGAIN_MS);
      if (call.signal.aborted) return;
      run = await findTask(call, taskId);
      const task = taskOf(run, known.contextId);
      const changes = changesOf(known, task);
      if (changes.length > 0) await noteQuestions(call, run);
      known = task;
      yield* changes;
      if (changes.length > 0 && isWaiting(task)) return;
    }
  } finally {
    stopListening();
  }
}

const isWaiting = ({ status }: Task) => status?.state === TaskState.TASK_STATE_INPUT_REQUIRED;

/** Artifacts come before the status that tells of them: who sees the task ask, or end, has what it is about. */
export function changesOf(before: Task, after: Task): StreamResponse[] {
  const { id: taskId, contextId, status } = after;
  const artifacts = after.artifacts
    .filter((artifact) => !before.artifacts.some((known) => isDeepStrictEqual(known, artifact)))
    .map((artifact): StreamResponse => {
      const value = { taskId, contextId, artifact, append: false, lastChunk: true, metadata: undefined };
      return { payload: { $case: "artifactUpdate", value } };
    });
  if (isSameStatus(before, after)) return artifacts;
  return [
    ...artifacts,
    { payload: { $case: "statusUpdate", value: { taskId, contextId, status, metadata: undefined } } },
  ];
}

/** The time of a status changes with every step; only what it says is news. */
const isSameStatus = (before: Task, after: Task) =>
  before.status?.state === after.status?.state && isDeepStrictEqual(before.status?.message, after.status?.message);
