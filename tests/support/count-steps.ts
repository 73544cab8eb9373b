import { type Profiler, Session } from "node:inspector";

// Functions count what they do from when they are first called after this, and only while it stays on.
const session = new Session();
session.connect();
session.post("Profiler.enable");
session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });

/**
 * How often the blocks of code ran that `where` picks by the addresses of their files: the same on every machine. What
 * was called before this file was loaded is not counted.
 */
export function countSteps(where: RegExp, run: () => void): number {
  take();
  run();
  const functions = take()
    .filter(({ url }) => where.test(url))
    .flatMap((script) => script.functions);
  return functions.flatMap(({ ranges }) => ranges).reduce((sum, { count }) => sum + count, 0);
}

/** What was counted since the last time. */
function take(): Profiler.ScriptCoverage[] {
  let taken: Profiler.ScriptCoverage[] = [];
  session.post("Profiler.takePreciseCoverage", (error, { result }) => {
    if (error) throw error;
    taken = result;
  });
  return taken;
}
