import { readdirSync, readFileSync } from "node:fs";

/** Of Linux: elsewhere there is no `/proc`, and all figures are NaN. */
export interface Load {
  rssBytes: number;
  /** Since the process began, its ended children included. */
  cpuMs: number;
}

/** Clock ticks of the kernel's figures a second; 100 on every common Linux. */
const TICKS = 100;

export function loadOf(pid: number): Load {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name of the process may have spaces and brackets; what follows it is numbers.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
    const rss = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return { rssBytes: Number(rss) * 1024, cpuMs: (ticks * 1_000) / TICKS };
  } catch {
    return { rssBytes: Number.NaN, cpuMs: Number.NaN };
  }
}

/** A process with its living children, as a Postgres server is. */
export function loadOfFamily(pid: number): Load {
  const members = [pid, ...childrenOf(pid)].map(loadOf).filter(({ cpuMs }) => !Number.isNaN(cpuMs));
  return {
    rssBytes: members.reduce((sum, { rssBytes }) => sum + rssBytes, 0),
    cpuMs: members.reduce((sum, { cpuMs }) => sum + cpuMs, 0),
  };
}

/** Open files and sockets. */
export function handlesOf(pid: number): number {
  try {
    return readdirSync(`/proc/${pid}/fd`).length;
  } catch {
    return Number.NaN;
  }
}

/** Not every kernel has `/proc/<pid>/task/<pid>/children`. */
function childrenOf(pid: number): number[] {
  try {
    return readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name) && parentOf(name) === pid)
      .map(Number);
  } catch {
    return [];
  }
}

function parentOf(pid: string): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
  } catch {
    return null;
  }
}
