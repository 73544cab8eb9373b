import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { envNames } from "@/lib/env";

const root = join(import.meta.dirname, "../..");

export interface Product {
  /** Where it says it can be reached. */
  url: string;
  process: ChildProcess;
  /** All that it has printed so far. */
  output(): string;
  /** Ctrl-C; resolves to the exit code. */
  stop(): Promise<number | null>;
  /** `kill -9`; its embedded database lives on. */
  kill(): Promise<void>;
}

/**
 * Starts the whole product as `npm start` does, embedded database included, and waits until it is ready.
 * Rejects with all it printed when it ends before that. `settings` must name a `HOLDPOINT_DATA_DIR`.
 */
export async function startProduct(settings: Record<string, string>): Promise<Product> {
  const { child, output, exited } = spawnProduct(settings);
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on("data", () => {
      const ready = /^Holdpoint is ready: (.+)$/m.exec(output());
      if (ready?.[1]) resolve(ready[1]);
    });
    void exited.then((code) => reject(new Error(`It ended with ${code}:\n${output()}`)));
  });
  const end = (signal: NodeJS.Signals) => {
    child.kill(signal);
    return exited;
  };
  return { url, process: child, output, stop: () => end("SIGINT"), kill: async () => void (await end("SIGKILL")) };
}

/** A start that is meant to fail: how it ended, and what it said. */
export async function failToStart(settings: Record<string, string>): Promise<{ code: number | null; output: string }> {
  const { output, exited } = spawnProduct(settings);
  return { code: await exited, output: output() };
}

function spawnProduct(settings: Record<string, string>) {
  // Nothing of the person's own settings, neither of the environment nor of `.env`.
  const none = Object.fromEntries(envNames.map((name) => [name, ""]));
  const child = spawn(process.execPath, [join(root, "scripts/start.mjs")], {
    cwd: root,
    env: { ...process.env, NODE_ENV: "production", ...none, PORT: "0", ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk) => {
      text += chunk;
    });
  }
  const exited = once(child, "close").then(([code]) => code as number | null);
  return { child, output: () => text, exited };
}
