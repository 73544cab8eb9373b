import { type Artifact, type Task, TaskState, type TaskStatus } from "@a2a-js/sdk";
import type { TaskSummary } from "@/lib/contract/tasks";
import { asksOf } from "@/lib/views/run";
import type { Json, ReviewView, RunView } from "@/lib/views/views";
import { agentMessage, dataPart, reviewPart, textPart } from "./parts";
import { question } from "./question";
import { dataOfReview } from "./review-extension";

/** A run as a task. Nothing of it is stored: state, question and artifacts follow from the run and its open reviews. */
export function taskOf(run: RunView, contextId: string): Task {
  return {
    id: run.id,
    contextId,
    status: statusOf(run, contextId),
    artifacts: [
      ...draftArtifacts(asksOf(run), run.id),
      ...(run.status === "completed" ? outputArtifacts(run.output) : []),
    ],
    history: [],
    metadata: { workflow: run.workflow },
  };
}

/** A task of a list: without its question, and without drafts. */
export function listedTask({ id, contextId, workflow, state, output, updatedAt }: TaskSummary): Task {
  const states = {
    working: TaskState.TASK_STATE_WORKING,
    input_required: TaskState.TASK_STATE_INPUT_REQUIRED,
    ...ENDS,
  };
  return {
    id,
    contextId,
    status: { state: states[state], message: undefined, timestamp: updatedAt },
    artifacts: state === "completed" ? outputArtifacts(output) : [],
    history: [],
    metadata: { workflow },
  };
}

const ENDS = {
  completed: TaskState.TASK_STATE_COMPLETED,
  failed: TaskState.TASK_STATE_FAILED,
  canceled: TaskState.TASK_STATE_CANCELED,
};

/** Waiting for somebody else, a timer or a signal is work: there is nothing the caller could send. */
export function stateOf({ status, reviews }: Pick<RunView, "status" | "reviews">): TaskState {
  if (status === "waiting" && asksOf({ reviews }).length > 0) return TaskState.TASK_STATE_INPUT_REQUIRED;
  return status === "waiting" || status === "running" ? TaskState.TASK_STATE_WORKING : ENDS[status];
}

export const hasEnded = ({ status }: Pick<RunView, "status">) => status !== "waiting" && status !== "running";

function statusOf(run: RunView, contextId: string): TaskStatus {
  const parts = statusParts(run);
  // The same status is the same message, whoever asks and however often.
  const id = asksOf(run).at(-1)?.id ?? `${run.id}:${run.status}`;
  return {
    state: stateOf(run),
    message: parts.length > 0 ? agentMessage({ id, taskId: run.id, contextId }, parts) : undefined,
    timestamp: run.updatedAt,
  };
}

function statusParts(run: RunView) {
  const asks = asksOf(run);
  if (asks.length > 0 && run.status === "waiting") {
    return [textPart(question(asks)), ...asks.map((review) => reviewPart(dataOfReview(review)))];
  }
  if (run.status === "failed")
    return [textPart(run.error ? `Failed at step "${run.error.step}": ${run.error.message}` : "Failed.")];
  return run.blocked ? [textPart(`Waits for a process that knows ${run.blocked.needs}.`)] : [];
}

/** Drafts as long as somebody is asked about them; `draft` is the task's own, others those of its branches. */
function draftArtifacts(reviews: ReviewView[], taskId: string): Artifact[] {
  const byId = new Map<string, Artifact>();
  for (const { draft, runId } of reviews) {
    if (!draft) continue;
    const artifactId = runId === taskId ? "draft" : `draft-${runId}`;
    const parts = [textPart(draft.content, "text/markdown")];
    byId.set(artifactId, { ...artifact(artifactId, "Draft", parts), metadata: { revision: draft.revision } });
  }
  return [...byId.values()];
}

function outputArtifacts(output: Json): Artifact[] {
  if (output === null) return [];
  return [artifact("output", "Output", [typeof output === "string" ? textPart(output) : dataPart(output)])];
}

const artifact = (artifactId: string, name: string, parts: Artifact["parts"]): Artifact => ({
  artifactId,
  name,
  description: "",
  parts,
  metadata: undefined,
  extensions: [],
});
