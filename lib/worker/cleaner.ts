const EVERY_MS = 10 * 60_000;

/** Does small clean-up jobs every ten minutes; none of them touches what waits for a person. */
export function cleaner(jobs: (() => Promise<unknown>)[], log: (line: string) => void) {
  let timer: NodeJS.Timeout | undefined;
  const clean = async () => {
    for (const job of jobs) await job().catch((error: unknown) => log(`Cleaning up failed: ${String(error)}`));
  };
  return {
    start: () => {
      timer = setInterval(() => void clean(), EVERY_MS);
    },
    stop: () => clearInterval(timer),
  };
}
