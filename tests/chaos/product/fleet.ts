import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { ProductProcess } from "./product-process";

/** Clients speak to the webs; the workers only work. */
export type Role = "web" | "worker";

export interface Member {
  name: string;
  role: Role;
  /** Of `HOLDPOINT_ROLE`: the first of the webs works, too, and so starts effects right after its commits. */
  does: Role | "all";
  /** Null while it is down or starting. */
  process: ProductProcess | null;
  frozen: boolean;
}

interface FleetOptions {
  main: string;
  env: Record<string, string>;
  logs: string;
  webs: number;
  workers: number;
}

const ONCE_MORE_MS = 300;

/** The processes of the product, each started again when it has ended, as whoever runs them would. */
export class Fleet {
  readonly members: Member[];
  /** Ends that nobody brought about. */
  readonly unexpected: string[] = [];
  /** Starts that failed, because the database was away. */
  failedStarts = 0;
  private stopping = false;
  private readonly killed = new Set<ProductProcess>();
  private readonly starting = new Set<Promise<void>>();

  constructor(private readonly options: FleetOptions) {
    const { webs, workers } = options;
    const named = (role: Role, count: number): Member[] =>
      Array.from({ length: count }, (_, at) => {
        const does = role === "web" && at === 0 ? "all" : role;
        return { name: `${role}-${at + 1}`, role, does, process: null, frozen: false };
      });
    this.members = [...named("web", webs), ...named("worker", workers)];
  }

  async start(): Promise<void> {
    const [first, ...others] = this.members;
    if (!first) throw new Error("A fleet of none.");
    await this.launch(first, 0, true);
    await first.process?.keepCode();
    await Promise.all(others.map((member) => this.launch(member, 0)));
  }

  /** Those that are up, frozen ones too: nobody outside can tell. */
  get webs(): string[] {
    return this.members.flatMap(({ role, process }) => (role === "web" && process ? [process.url] : []));
  }

  /** Names of those that perform effects. */
  get working(): string[] {
    return this.members.flatMap(({ name, does }) => (does === "web" ? [] : [name]));
  }

  /** Members whose process is up and not frozen. */
  get awake(): Member[] {
    return this.members.filter(({ process, frozen }) => process && !frozen);
  }

  /** `kill -9`; started again after `downMs`. Answers the process's id, and when the next one is up. */
  kill(member: Member, downMs: number): { pid: number; up: Promise<void> } {
    const { process } = member;
    if (!process) throw new Error(`${member.name} is down.`);
    this.end(member, process);
    const started = this.launch(member, downMs).finally(() => this.starting.delete(started));
    this.starting.add(started);
    return { pid: process.pid, up: started };
  }

  freeze(member: Member): number {
    member.process?.signal("SIGSTOP");
    member.frozen = true;
    return member.process?.pid ?? 0;
  }

  thaw(member: Member): void {
    member.process?.signal("SIGCONT");
    member.frozen = false;
  }

  /** Resolves when all are up and none is frozen. */
  async whole(): Promise<void> {
    for (const member of this.members) if (member.frozen) this.thaw(member);
    await Promise.all(this.starting);
  }

  async stop(): Promise<void> {
    this.stopping = true;
    const ends = this.members.map((member) => {
      const { process } = member;
      if (process) this.end(member, process);
      return process?.gone;
    });
    await Promise.all([...ends, ...this.starting]);
  }

  private end(member: Member, process: ProductProcess): void {
    this.killed.add(process);
    member.process = null;
    member.frozen = false;
    process.signal("SIGKILL");
  }

  private async launch(member: Member, afterMs: number, mustStart = false): Promise<void> {
    const { main, env, logs } = this.options;
    await delay(afterMs);
    while (!this.stopping) {
      const settings = { ...env, HOLDPOINT_ROLE: member.does };
      const process = await ProductProcess.start(main, settings, join(logs, `${member.name}.log`));
      if (!process && mustStart) throw new Error(`The product does not start: ${member.name}.log in ${logs} says why.`);
      if (!process) {
        this.failedStarts += 1;
        await delay(ONCE_MORE_MS);
        continue;
      }
      if (this.stopping) return process.signal("SIGKILL");
      member.process = process;
      void process.gone.then(() => this.ended(member, process));
      return;
    }
  }

  private ended(member: Member, process: ProductProcess): void {
    if (this.killed.has(process)) return;
    this.unexpected.push(`${member.name} (process ${process.pid}) ended by itself`);
    member.process = null;
    const started = this.launch(member, 0).finally(() => this.starting.delete(started));
    this.starting.add(started);
  }
}
