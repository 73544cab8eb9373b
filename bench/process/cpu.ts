import { readdirSync, readFileSync } from "node:fs";

/** Clock ticks of the kernel's figures a second; 100 on every common Linux. */
const TICKS = 100;

interface Times {
  parent: number;
  ownMs: number;
  /** Of children that have ended. */
  endedMs: number;
}

/** CPU milliseconds of a process, its threads included; null where there is no `/proc`. */
export const cpuOf = (pid: number): number | null => timesOf(pid)?.ownMs ?? null;

/** The same of a process with its children, also those that have ended. */
export function cpuOfFamily(pid: number): number | null {
  const parent = timesOf(pid);
  if (!parent) return null;
  // Not every kernel has /proc/<pid>/task/<pid>/children.
  const others = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  const children = others.map((name) => timesOf(Number(name))).filter((times) => times?.parent === pid);
  return parent.ownMs + parent.endedMs + children.reduce((sum, times) => sum + (times?.ownMs ?? 0), 0);
}

function timesOf(pid: number): Times | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name of the process may have spaces and brackets; what follows it is state, parent, ...
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const ms = (...at: number[]) => at.reduce((sum, index) => sum + (Number(fields[index]) * 1_000) / TICKS, 0);
    return { parent: Number(fields[1]), ownMs: ms(11, 12), endedMs: ms(13, 14) };
  } catch {
    return null;
  }
}
