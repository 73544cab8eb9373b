import { holdpoint } from "@/lib/app";
import type { Principal } from "@/lib/views/people";
import type { RunView } from "@/lib/views/views";
import type { ApiRequest } from "./api-request";
import { preferenceApplied, preferredWait } from "./prefer";
import { jsonAnswer, respond } from "./respond";

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

/** A run as it is, or after `Prefer: wait`, with the header that says so. */
export async function readRun(
  by: Principal,
  runId: string,
  request: Pick<ApiRequest, "headers" | "signal">,
): Promise<Response> {
  const { operations } = holdpoint();
  const seconds = preferredWait(request.headers);
  const run =
    seconds === null
      ? await operations.getRun(by, runId)
      : await operations.waitForRun(by, runId, { timeoutMs: seconds * 1000, signal: request.signal });
  return respond(jsonAnswer(run), preferenceApplied(request.headers));
}
