import { readFileSync } from "node:fs";
import { readdir, readFile, readlink, realpath } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

export interface Postmaster {
  pid: number;
  port: number;
}

/** What `postmaster.pid` of a database folder says, and whether that server lives. */
export async function readPostmaster(
  folder: string,
): Promise<(Postmaster & { state: "lives" | "gone" | "other" }) | null> {
  const lines = (await readFile(join(folder, "postmaster.pid"), "utf8").catch(() => "")).split("\n");
  const pid = Number(lines[0]);
  if (!pid) return null;
  const name = await readFile(`/proc/${pid}/comm`, "utf8").catch(() => "postgres");
  // A process number is given again after a restart of the machine; then it is something else.
  const state = isAlive(pid) ? (name.trim() === "postgres" ? "lives" : "other") : signals(pid) ? "other" : "gone";
  return { pid, port: Number(lines[3]), state };
}

/** Whether a process runs; one that has ended and was not collected by its parent does not. */
export function isAlive(pid: number): boolean {
  if (!signals(pid)) return false;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return !/^[ZX]/.test(stat.slice(stat.lastIndexOf(")") + 2));
  } catch {
    return true;
  }
}

/** Resolves once the process has ended, or when `signal` aborts. */
export async function ended(pid: number, pollMs: number, signal?: AbortSignal): Promise<void> {
  while (isAlive(pid) && !signal?.aborted) await delay(pollMs, undefined, { signal }).catch(() => {});
}

/** Fast shutdown; after `graceMs` the immediate one, which recovers at the next start. */
export async function stopPostmaster(pid: number, graceMs = 20_000): Promise<void> {
  kill(pid, "SIGINT");
  const timer = setTimeout(() => kill(pid, "SIGQUIT"), graceMs);
  await ended(pid, 20);
  clearTimeout(timer);
}

/** Whether a process of a dead server still works in the folder. Where that can't be seen: no. */
export async function isInUse(folder: string): Promise<boolean> {
  const target = await realpath(folder);
  const processes = (await readdir("/proc").catch(() => [])).filter((name) => /^\d+$/.test(name));
  const folders = await Promise.all(processes.map((name) => readlink(`/proc/${name}/cwd`).catch(() => null)));
  return folders.includes(target);
}

function signals(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended by itself.
  }
}
