type Job = (signal: AbortSignal) => Promise<unknown>;

/** Does small clean-up jobs from time to time; none of them touches what waits for a person. */
export function cleaner(jobs: Job[], { everyMs, log }: { everyMs: number; log(line: string): void }) {
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let cleaning = Promise.resolve();
  const clean = async () => {
    for (const job of jobs) {
      if (stopping.signal.aborted) return;
      await job(stopping.signal).catch((error: unknown) => log(`Cleaning up failed: ${String(error)}`));
    }
    if (!stopping.signal.aborted) begin();
  };
  const begin = () => {
    timer = setTimeout(() => {
      cleaning = clean();
    }, everyMs);
  };
  return {
    start: begin,
    /** After the job under way. */
    stop: () => {
      stopping.abort();
      clearTimeout(timer);
      return cleaning;
    },
  };
}
