import type { Contender } from "../contenders/contender";
import { loadOf } from "../measure/process-load";
import type { SliceResult } from "../process/messages";

const STEPS_PER_CYCLE = 3;

/**
 * So many callers, each doing one cycle after the other. What counts begins when every caller has done its first and
 * lasts `ms`; cycles that are under way by then are done to the end.
 */
export async function slice(contender: Contender, atOnce: number, ms: number): Promise<SliceResult> {
  const cpu = cpuOfContender(contender);
  let ready = 0;
  let from = Number.POSITIVE_INFINITY;
  let until = Number.POSITIVE_INFINITY;
  let cycles = 0;
  const starts: number[] = [];
  const decisions: number[] = [];
  const counted = async <T>(times: number[], step: () => Promise<T>): Promise<T> => {
    const began = performance.now();
    const result = await step();
    const now = performance.now();
    if (now < from || now > until) return result;
    times.push(now - began);
    return result;
  };
  const caller = async () => {
    for (let first = true; performance.now() < until; first = false) {
      const story = await counted(starts, () => contender.start());
      await counted(decisions, () => story.update());
      await counted(decisions, () => story.accept());
      cycles += 1;
      if (!first || ++ready < atOnce) continue;
      from = performance.now();
      until = from + ms;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, caller));
  const steps = starts.length + decisions.length;
  return { rate: (steps * 1_000) / STEPS_PER_CYCLE / ms, cycles, decisions, ...cpu() };
}

/** Call the result for what was used since. */
function cpuOfContender({ serverPid }: Contender) {
  const own = process.cpuUsage();
  const server = serverPid === undefined ? null : loadOf(serverPid);
  return () => {
    const { user, system } = process.cpuUsage(own);
    const ownMs = (user + system) / 1_000;
    if (serverPid === undefined || !server) return { cpuMs: ownMs, clientCpuMs: Number.NaN };
    return { cpuMs: loadOf(serverPid).cpuMs - server.cpuMs, clientCpuMs: ownMs };
  };
}
