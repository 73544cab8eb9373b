import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { envNames } from "@/lib/env";

const root = join(import.meta.dirname, "../..");

/** The API token of every product started here. */
export const TOKEN = "token-of-the-tests-0123456789-0123456789";

export interface Product {
  /** Where it says it can be reached. */
  url: string;
  process: ChildProcess;
  /** All that it has printed so far. */
  output(): string;
  /** Ctrl-C; resolves to the exit code. */
  stop(): Promise<number | null>;
  /** `kill -9`; its database lives on. */
  kill(): Promise<void>;
}

/** The settings of a product under test: nothing of the person's own environment or `.env`. */
export function productEnv(settings: Record<string, string>): NodeJS.ProcessEnv {
  const none = Object.fromEntries(envNames.map((name) => [name, ""]));
  return { ...none, PORT: "0", HOLDPOINT_DEMO_TOKEN: TOKEN, ...settings } as unknown as NodeJS.ProcessEnv;
}

/** Starts the whole product as `npm start` does, and waits until it says that it is ready. */
export async function startProduct(settings: Record<string, string>): Promise<Product> {
  const { child, output, exited } = spawnProduct(settings);
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.on("data", () => {
      const ready = /^Holdpoint is ready: (.+)$/m.exec(output());
      if (ready?.[1]) resolve(ready[1]);
    });
    void exited.then((code) => reject(new Error(`The product ended with ${code}:\n${output()}`)));
  });
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    return exited;
  };
  return { url, process: child, output, stop: () => end("SIGINT"), kill: async () => void (await end("SIGKILL")) };
}

/** A start that is meant to fail. */
export async function failToStart(settings: Record<string, string>): Promise<{ code: number | null; stderr: string }> {
  const { child, exited } = spawnProduct(settings);
  let stderr = "";
  child.stderr?.on("data", (chunk) => {
    stderr += chunk;
  });
  return { code: await exited, stderr };
}

function spawnProduct(settings: Record<string, string>) {
  const child = spawn(process.execPath, [join(root, "scripts/start.mjs")], {
    cwd: root,
    env: inherited(productEnv(settings)),
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  const collect = (chunk: Buffer) => {
    text += chunk;
  };
  child.stdout.on("data", collect);
  child.stderr.on("data", collect);
  const exited = once(child, "close").then(([code]) => code as number | null);
  return { child, output: () => text, exited };
}
