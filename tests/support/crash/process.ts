import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { envNames } from "@/lib/env";
import type { Order, Point, Report } from "./wire";

/** One process of the product, with its own HTTP port. */
export class CrashProcess {
  /** Where it dies or died, as it said so itself. */
  diedAt: string | null = null;
  private log = "";
  private readonly reports: Report[] = [];
  private onReport = () => {};

  private constructor(
    private readonly child: ChildProcess,
    readonly gone: Promise<void>,
  ) {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (piece) => {
        this.log += piece;
        this.diedAt ??= /failpoint: (.*)/.exec(this.log)?.[1] ?? null;
      });
    }
    child.on("message", (report: Report) => {
      this.reports.push(report);
      this.onReport();
    });
    void gone.then(() => this.onReport());
  }

  /** Resolves once it is ready; or, with `at`, has died while it started. */
  static async start(main: string, env: Record<string, string>, at: Point | null = null): Promise<CrashProcess> {
    // Nothing of the settings of this machine.
    const none = Object.fromEntries(envNames.map((name) => [name, ""]));
    const child = fork(main, {
      env: { ...process.env, NODE_ENV: "production", ...none, ...env, DIE_AT: JSON.stringify(at) },
      // It does not live long enough for code that is compiled well and memory that is tidied up.
      execArgv: [
        "--liftoff-only",
        "--no-opt",
        "--wasm-lazy-validation",
        "--min-semi-space-size=64",
        "--max-semi-space-size=64",
      ],
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    const gone = once(child, "close").then(() => undefined);
    const started = new CrashProcess(child, gone);
    const ready = await started.next("ready");
    if (!ready && started.diedAt === null) throw new Error(`It did not start:\n${started.log}`);
    started.port = ready?.port ?? 0;
    return started;
  }

  /** 0 when it died before it listened. */
  private port = 0;
  get listens(): boolean {
    return this.port !== 0;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}/`;
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  get output(): string {
    return this.log;
  }

  /** Begins to count points anew; dies at `at`. */
  async arm(at: Point | null): Promise<void> {
    this.tell({ type: "arm", at });
    await this.next("armed");
  }

  /** Points passed since it was armed. */
  async trace(): Promise<Point[]> {
    this.tell({ type: "trace" });
    return (await this.next("trace"))?.points ?? [];
  }

  /** Keeps the code it has compiled for the processes to come. */
  async keepCode(): Promise<void> {
    this.tell({ type: "keep" });
    await this.next("kept");
  }

  signal(name: NodeJS.Signals): void {
    this.child.kill(name);
  }

  async kill(): Promise<void> {
    this.child.kill("SIGKILL");
    await this.gone;
  }

  /** False once it is dead, also before its end was heard of. */
  answers(): Promise<boolean> {
    return fetch(this.url).then(
      () => true,
      () => false,
    );
  }

  private tell(order: Order): void {
    // It may have died meanwhile; then whoever waits for the answer sees that.
    if (this.child.connected) this.child.send(order, () => undefined);
  }

  private async next<T extends Report["type"]>(type: T): Promise<Extract<Report, { type: T }> | null> {
    for (;;) {
      const index = this.reports.findIndex((report) => report.type === type);
      if (index >= 0) return this.reports.splice(index, 1)[0] as Extract<Report, { type: T }>;
      if (this.child.exitCode !== null || this.child.signalCode !== null) return null;
      await new Promise<void>((resolve) => {
        this.onReport = resolve;
      });
    }
  }
}
