import { holdpoint } from "@/lib/app";
import { isNotFound } from "@/lib/errors";
import type { WorkflowView } from "@/lib/views/views";
import type { Principal } from "@/lib/words/people";

/** The workflow of a run in the run's own version; null for one that no process knows and none wrote down. */
export const readWorkflow = (by: Principal, runId: string): Promise<WorkflowView | null> =>
  unlessMissing(() => holdpoint().operations.getRunWorkflow(by, runId));

/** Null for what is not there, or not for the reader. */
export async function unlessMissing<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}
