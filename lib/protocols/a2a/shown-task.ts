import type { Task } from "@a2a-js/sdk";
import { holdpoint } from "@/lib/app";
import { namedRequests } from "@/lib/protocols/requests";
import type { RunView } from "@/lib/views/views";
import { type AgentCall, DOOR } from "./call";
import { taskOf } from "./task";

/** A run as the task this caller is shown; an answer that names no review is about what was shown last. */
export async function shownTask({ principal }: Pick<AgentCall, "principal">, run: RunView): Promise<Task> {
  const { operations, tasks } = holdpoint();
  const reviews = namedRequests(run.reviews).map(({ requestId, reviewId }) => ({ requestId, reviewId }));
  if (reviews.length > 0) await operations.noteShown(principal, { runId: run.id, door: DOOR, reviews });
  return taskOf(run, await tasks.contextOf(principal, run.id));
}
