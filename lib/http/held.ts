import { holdpoint } from "@/lib/app";
import type { RunView } from "@/lib/views/views";
import type { Principal } from "@/lib/words/people";

/**
 * Holds a run that was just started or moved until it waits for a person, ends or fails. The change is
 * made by now, so whatever befalls the waiting must not hide it: then the answer is the run as it was.
 */
export async function held(
  by: Principal,
  run: RunView,
  seconds: number | null,
  signal?: AbortSignal,
): Promise<RunView> {
  if (seconds === null) return run;
  try {
    return await holdpoint().operations.waitForRun(by, run.id, { timeoutMs: seconds * 1000, signal });
  } catch (error) {
    console.error(`holdpoint: waiting for run ${run.id}: ${(error as Error).message}`);
    return run;
  }
}
