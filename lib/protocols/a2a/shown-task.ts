import type { Task } from "@a2a-js/sdk";
import { holdpoint } from "@/lib/app";
import { namedRequests } from "@/lib/protocols/requests";
import { asksOf } from "@/lib/views/run";
import type { RunView } from "@/lib/views/views";
import { type AgentCall, DOOR } from "./call";
import { taskOf } from "./task";

/** A run as the task this caller is shown; an answer that names no review is about what was shown last. */
export async function shownTask(call: Pick<AgentCall, "principal">, run: RunView): Promise<Task> {
  await noteQuestions(call, run);
  return taskOf(run, await holdpoint().tasks.contextOf(call.principal, run.id));
}

export async function noteQuestions({ principal }: Pick<AgentCall, "principal">, run: RunView): Promise<void> {
  const asks = asksOf(run);
  if (asks.length === 0) return;
  const reviews = namedRequests(asks).map(({ requestId, reviewId }) => ({ requestId, reviewId }));
  await holdpoint().operations.noteShown(principal, { runId: run.id, door: DOOR, reviews });
}
