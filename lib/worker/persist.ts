import { isUnavailable } from "@/lib/unavailable";

const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 2_000;

/** Tries until it works, or the signal aborts: a database that restarts must not cost a finished effect. */
export async function persist<T>(signal: AbortSignal, attempt: () => Promise<T>, pause = sleep): Promise<T> {
  for (let wait = FIRST_WAIT_MS; ; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
    try {
      return await attempt();
    } catch (error) {
      if (signal.aborted || !isUnavailable(error)) throw error;
      await pause(wait, signal);
      if (signal.aborted) throw error;
    }
  }
}

/** Resolves after so many milliseconds, or when the signal aborts. */
export type Pause = (ms: number, signal: AbortSignal) => Promise<void>;

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", done);
  });
}
