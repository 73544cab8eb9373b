import { Session } from "node:inspector/promises";

/** How often the blocks of code ran that `where` picks by the addresses of their files: the same on every machine. */
export async function countSteps(where: RegExp, run: () => void): Promise<number> {
  const session = new Session();
  session.connect();
  try {
    await session.post("Profiler.enable");
    await session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
    run();
    const { result } = await session.post("Profiler.takePreciseCoverage");
    const ranges = result.filter(({ url }) => where.test(url)).flatMap(({ functions }) => functions);
    return ranges.flatMap((one) => one.ranges).reduce((sum, { count }) => sum + count, 0);
  } finally {
    session.disconnect();
  }
}
