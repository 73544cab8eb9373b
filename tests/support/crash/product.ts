import { dirname, join } from "node:path";
import pg from "pg";
import { createTestDatabase, type TestDatabase } from "../postgres";
import { CrashProcess } from "./process";
import type { Point } from "./wire";

const TOKEN = "token-of-the-crash-tests-0123456789";

/** What a lease of a dead process would do after its time; nobody has to wait for it here. */
const TIME_PASSES = `
  with leases as (update runs set lease_until = now() where lease_owner like $1 and lease_until > now())
  update idempotency_keys set locked_until = now() where status is null`;

/**
 * The product on a database of its own: one process, or several that share the work. A single one that dies is
 * started again; where others live, they go on without it until the next `arm`.
 */
export class CrashProduct {
  /** Where processes died since the last `arm`. */
  deaths: string[] = [];
  private points: Point[] = [];
  private processes: CrashProcess[] = [];
  private replacing: Promise<void> = Promise.resolve();
  private stopping = false;

  private constructor(
    private readonly main: string,
    private readonly env: Record<string, string>,
    private readonly count: number,
    private readonly database: TestDatabase,
    /** The test's own view of the database. */
    readonly client: pg.Client,
  ) {}

  static async start(main: string, env: Record<string, string>, count = 1): Promise<CrashProduct> {
    const database = await createTestDatabase();
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    const settings = {
      DATABASE_URL: database.url,
      HOLDPOINT_WORKFLOWS_DIR: join(dirname(main), "../workflows"),
      HOLDPOINT_DEMO_TOKEN: TOKEN,
      HOLDPOINT_SWEEP_SECONDS: "0.2",
      HOLDPOINT_RATE_LIMIT: "0",
      HOLDPOINT_POOL_SIZE: "4",
      ...env,
    };
    const product = new CrashProduct(main, settings, count, database, client);
    for (let index = 0; index < count; index++) await product.add(null);
    return product;
  }

  /** Of the process that lives longest. */
  get url(): string {
    return this.processes[0]?.url ?? "http://127.0.0.1:1/";
  }

  get headers(): Record<string, string> {
    return { Authorization: `Bearer ${TOKEN}` };
  }

  get log(): string {
    return this.processes.map(({ output }) => output).join("");
  }

  /** One process dies at the first point, and those that take its place at the next ones. */
  async arm(points: Point[], index = 0): Promise<void> {
    // Whoever was to die at a point that did not come must not die there now.
    for (const process of this.processes) await process.arm(null);
    await this.settled();
    while (this.processes.length < this.count) await this.add(null);
    // The first use of a token in a minute is written down: each time begins with a first use.
    await this.client.query("update api_tokens set last_used_at = null");
    this.deaths = [];
    this.points = points.slice(1);
    for (const [at, process] of this.processes.entries()) await process.arm(at === index ? (points[0] ?? null) : null);
  }

  /** Points passed since it was armed. */
  async trace(index = 0): Promise<Point[]> {
    return (await this.processes[index]?.trace()) ?? [];
  }

  /** What the first process has compiled by now need not be compiled again. */
  async keepCode(): Promise<void> {
    await this.processes[0]?.keepCode();
  }

  /** Resolves when the first process has passed a point since it was armed. */
  async passed(name: string): Promise<void> {
    while (!(await this.trace()).some((point) => point.name === name))
      await new Promise((resolve) => setTimeout(resolve, 20));
  }

  /** The first process stands still until it is woken, longer than its leases last. */
  async sleep(): Promise<() => void> {
    const process = this.processes[0];
    process?.signal("SIGSTOP");
    await this.letTimePass(process?.pid ?? 0);
    return () => process?.signal("SIGCONT");
  }

  /** `kill -9` from outside, while it waits for something. */
  async kill(why: string): Promise<void> {
    this.deaths.push(why);
    await this.processes[0]?.kill();
  }

  /** Resolves when whatever has died by now has been seen to. */
  async settled(): Promise<void> {
    for (const process of [...this.processes]) if (!(await process.answers())) await process.gone;
    await this.replacing;
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await this.replacing;
    for (const process of this.processes) await process.kill();
    await this.client.end();
    await this.database.drop();
  }

  private letTimePass(pid: number) {
    return this.client.query(TIME_PASSES, [`%:${pid}:%`]);
  }

  private async add(at: Point | null): Promise<void> {
    const process = await CrashProcess.start(this.main, this.env, at);
    if (!process.listens) {
      this.deaths.push(`${at?.name} at the start`);
      await this.letTimePass(process.pid);
      return this.add(this.points.shift() ?? null);
    }
    this.processes.push(process);
    void process.gone.then(() => {
      if (!this.stopping) this.replacing = this.replace(process);
    });
  }

  private async replace(dead: CrashProcess): Promise<void> {
    if (dead.diedAt !== null) this.deaths.push(dead.diedAt);
    this.processes = this.processes.filter((process) => process !== dead);
    await this.letTimePass(dead.pid);
    if (this.processes.length === 0) await this.add(this.points.shift() ?? null);
  }
}
