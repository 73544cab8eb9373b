import { Loop } from "@/lib/loop";

type Job = (signal: AbortSignal) => Promise<unknown>;

/** Does small clean-up jobs from time to time; none of them touches what waits for a person. */
export function cleaner(jobs: Job[], { everyMs, log }: { everyMs: number; log(line: string): void }) {
  const stopping = new AbortController();
  const loop = new Loop(
    async () => {
      for (const job of jobs) {
        if (stopping.signal.aborted) return;
        await job(stopping.signal).catch((error: unknown) => log(`Cleaning up failed: ${String(error)}`));
      }
    },
    { everyMs, what: "Cleaning up", log },
  );
  return {
    start: () => loop.start(),
    /** After the job under way. */
    stop: () => {
      stopping.abort();
      return loop.stop();
    },
  };
}
