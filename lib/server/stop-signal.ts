const names = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Stops cleanly on Ctrl-C, and at once when somebody insists. npm may hand one Ctrl-C on a second time,
 * so what comes within a second of the first counts as the same. `underNpm`: it also stops when the
 * process that started it has gone. Returns whether it is stopping.
 */
export function onStopSignal(stop: () => Promise<void>, underNpm: boolean): () => boolean {
  let since: number | null = null;
  const stopOnce = async () => {
    if (since !== null) {
      if (Date.now() - since > 1000) process.exit(130);
      return;
    }
    since = Date.now();
    console.log("Stopping ... (Ctrl-C again stops at once)");
    setTimeout(() => {
      console.error("Something did not stop within 30 seconds and was left; the next start recovers it.");
      process.exit(1);
    }, 30_000).unref();
    try {
      await stop();
      process.exit(0);
    } catch (error) {
      console.error(error);
      process.exit(1);
    }
  };
  for (const name of names) process.on(name, () => void stopOnce());
  if (underNpm) onceOrphaned(() => void stopOnce());
  return () => since !== null;
}

/** When npm itself is killed, nobody is left to pass on a signal. */
function onceOrphaned(act: () => void): void {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    act();
  }, 250);
  watch.unref();
}
