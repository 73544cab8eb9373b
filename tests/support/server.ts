import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { envNames } from "@/lib/env";
import { createTestDatabase } from "./postgres";

export interface TestServer {
  /** Without a slash at the end. */
  url: string;
  /** The demo API token (Dana's). */
  token: string;
  databaseUrl: string;
  /** Everything it printed so far. */
  log(): string;
  /** Stops it as Ctrl-C does, and removes its data. */
  stop(): Promise<void>;
  /** `kill -9`; the data stays. */
  kill(): Promise<void>;
  /** Starts it again on the same data and port, after `kill`. */
  restart(env?: Record<string, string>): Promise<void>;
}

/** What `npm start` starts, in a process of its own with a database, a folder and a port of its own. */
export async function startServer({ env = {} }: { env?: Record<string, string> } = {}): Promise<TestServer> {
  const database = await createTestDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), "holdpoint-server-"));
  const token = env.HOLDPOINT_DEMO_TOKEN ?? `hp_test_${randomBytes(24).toString("hex")}`;
  let log = "";
  let child: ChildProcess;

  const start = async (port: string, more: Record<string, string>) => {
    const quick = { HOLDPOINT_PRACTICE_SPEED: "10000" };
    const given = {
      ...quick,
      HOLDPOINT_DEMO_TOKEN: token,
      HOLDPOINT_DATA_DIR: dataDir,
      DATABASE_URL: database.url,
      PORT: port,
    };
    child = spawn(process.execPath, ["scripts/start.mjs"], {
      env: { ...withoutSettings(), ...given, ...env, ...more },
      stdio: ["ignore", "pipe", "pipe"],
    });
    child.stderr?.on("data", (text) => {
      log += text;
    });
    return address(child, (line) => {
      log += `${line}\n`;
    }).catch((error: Error) => {
      throw new Error(`${error.message}\n${log}`);
    });
  };
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, "exit");
    child.kill(signal);
    const [code] = await exited;
    if (signal !== "SIGKILL" && code !== 0) throw new Error(`The server stopped with code ${code}:\n${log}`);
  };

  const url = await start("0", {});
  return {
    url,
    token,
    databaseUrl: database.url,
    log: () => log,
    stop: async () => {
      await end("SIGINT");
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
    kill: () => end("SIGKILL"),
    restart: async (more = {}) => {
      await start(new URL(url).port, more);
    },
  };
}

/** The address in the last line of a start; rejects when the process ends before it. */
function address(child: ChildProcess, onLine: (line: string) => void): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`The server ended with code ${code} before it was ready:`)));
    if (!child.stdout) throw new Error("The server's output is not piped.");
    createInterface({ input: child.stdout }).on("line", (line) => {
      onLine(line);
      const ready = /^Holdpoint is ready: (\S+)$/.exec(line)?.[1];
      if (ready) resolve(ready);
    });
  });
}

/** The environment of the tests; settings of this machine, and of a `.env`, must not change what they see. */
function withoutSettings(): NodeJS.ProcessEnv {
  const empty = Object.fromEntries(envNames.map((name) => [name, ""]));
  return { ...process.env, NODE_ENV: "production", ...empty };
}
