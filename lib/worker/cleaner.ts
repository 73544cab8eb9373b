const EVERY_MS = 10 * 60_000;

type Job = (signal: AbortSignal) => Promise<unknown>;

/** Does small clean-up jobs every ten minutes; none of them touches what waits for a person. */
export function cleaner(jobs: Job[], { firstAfterMs, log }: { firstAfterMs: number; log(line: string): void }) {
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let cleaning = Promise.resolve();
  const clean = async () => {
    for (const job of jobs) {
      if (stopping.signal.aborted) return;
      await job(stopping.signal).catch((error: unknown) => log(`Cleaning up failed: ${String(error)}`));
    }
    if (!stopping.signal.aborted) begin(EVERY_MS);
  };
  const begin = (afterMs: number) => {
    timer = setTimeout(() => {
      cleaning = clean();
    }, afterMs);
  };
  return {
    start: () => begin(firstAfterMs),
    /** After the job under way. */
    stop: () => {
      stopping.abort();
      clearTimeout(timer);
      return cleaning;
    },
  };
}
