const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 2_000;

/** SQLSTATE classes that say "not now": connection, resources, shutdown, and lost races between transactions. */
const PASSING = /^(08|40|53|57)/;
const NETWORK = /^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EHOSTUNREACH)/;

/** True for errors of a database that is away for a while; trying again will help. */
function isPassing(error: unknown): boolean {
  const { code, message } = error as { code?: unknown; message?: unknown };
  if (typeof code === "string") return PASSING.test(code) || NETWORK.test(code);
  // node-postgres has no code for a connection that broke or could not be had in time.
  return typeof message === "string" && /connection (terminated|timeout)|timeout exceeded|not queryable/i.test(message);
}

/** Tries until it works, or the signal aborts: a database that restarts must not cost a finished effect. */
export async function persist<T>(signal: AbortSignal, attempt: () => Promise<T>, pause = sleep): Promise<T> {
  for (let wait = FIRST_WAIT_MS; ; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
    try {
      return await attempt();
    } catch (error) {
      if (signal.aborted || !isPassing(error)) throw error;
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
