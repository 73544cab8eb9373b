import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { ContenderName, Place } from "../contenders/contender";
import type { Reply, Results, Task } from "./messages";

export interface ContenderProcess {
  name: ContenderName;
  run<K extends Task["kind"]>(task: Extract<Task, { kind: K }>): Promise<Results[K]>;
  /** Closes what it opened and ends; resolves when it has gone. */
  stop(): Promise<void>;
}

/** A process for one contender. `profile`: it leaves a CPU profile in the current folder when it ends. */
export function startContender(name: ContenderName, profile: boolean): ContenderProcess {
  const child = fork(join(import.meta.dirname, "child.ts"), {
    execArgv: [
      "--import",
      "tsx",
      "--no-deprecation",
      ...(profile ? ["--cpu-prof", `--cpu-prof-name=bench-${name}.cpuprofile`] : []),
    ],
    serialization: "advanced",
    // What it prints must not get into the tables.
    stdio: ["ignore", 2, 2, "ipc"],
  });
  const ended = once(child, "exit");
  const answer = async (): Promise<Reply> => {
    const gone = ended.then(([code, signal]): Reply => ({ ok: false, error: `ended (${code ?? signal})` }));
    return Promise.race([once(child, "message").then(([reply]): Reply => reply), gone]);
  };
  return {
    name,
    async run<K extends Task["kind"]>(task: Extract<Task, { kind: K }>) {
      const reply = answer();
      child.send(task);
      const settled = await reply;
      if (!settled.ok) throw new Error(`${name}: ${settled.error}`);
      return settled.result as Results[K];
    },
    async stop() {
      if (child.connected) child.disconnect();
      const forced = setTimeout(() => child.kill("SIGKILL"), 20_000);
      await ended;
      clearTimeout(forced);
    },
  };
}

/** Makes it ready for work. */
export const openContender = (process: ContenderProcess, place: Place) =>
  process.run({ kind: "open", name: process.name, place });
