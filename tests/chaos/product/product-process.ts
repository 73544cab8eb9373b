import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { open } from "node:fs/promises";
import { envNames } from "@/lib/env";

/** One process of the product. */
export class ProductProcess {
  private constructor(
    private readonly child: ChildProcess,
    /** Without a slash at the end. */
    readonly url: string,
    /** Resolves when it has ended. */
    readonly gone: Promise<unknown>,
  ) {}

  /** Null when it ended before it was ready; the log says why. */
  static async start(main: string, env: Record<string, string>, logFile: string): Promise<ProductProcess | null> {
    // Nothing of the settings of this machine.
    const none = Object.fromEntries(envNames.map((name) => [name, ""]));
    const log = await open(logFile, "a");
    const child = fork(main, {
      env: { ...process.env, NODE_ENV: "production", ...none, ...env },
      // Compiling the query engine well takes longer than such a process lives.
      execArgv: ["--liftoff-only"],
      stdio: ["ignore", log.fd, log.fd, "ipc"],
    });
    const gone = once(child, "exit");
    await log.close();
    const ready = once(child, "message").then(([message]) => (message as { port: number }).port);
    const port = await Promise.race([ready, gone.then(() => null)]);
    return port === null ? null : new ProductProcess(child, `http://127.0.0.1:${port}`, gone);
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  signal(name: "SIGKILL" | "SIGSTOP" | "SIGCONT"): void {
    this.child.kill(name);
  }

  /** Has the code it has compiled kept for those that start later. */
  async keepCode(): Promise<void> {
    this.child.send({ type: "keep" });
    await once(this.child, "message");
  }
}
