import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import type { Choices } from "../../simulation/choices";
import type { ChaosProxy } from "../postgres/chaos-proxy";
import type { Cut } from "../postgres/link";
import type { PostgresPair } from "../postgres/pair";
import type { Fleet } from "../product/fleet";
import type { FaultKind, FaultLog } from "./fault-log";

interface FaultOptions {
  pair: PostgresPair;
  proxy: ChaosProxy;
  fleet: Fleet;
  log: FaultLog;
  leaseMs: number;
}

const CUTS: Record<Cut, number> = { "lost reply": 60, "lost while committing": 25, "lost request": 15 };

/** The product gives up a statement that is not answered after 20 s; a connection may be silent that it uses later. */
const NOTICED_MS = 45_000;

/** Each resolves when what it did to the database is over; processes come back by themselves. */
export class Faults {
  private readonly calm = new AbortController();
  private readonly frozen = new Set<Promise<void>>();

  constructor(private readonly options: FaultOptions) {}

  kill(choices: Choices): void {
    const { fleet, log } = this.options;
    const member = choices.of(fleet.awake);
    if (!member) return;
    const { pid, up } = fleet.kill(member, choices.pick(2_000));
    const fault = log.begin(`kill -9 of a ${member.role}`, pid, member.name);
    void up.then(() => {
      fault.until = Date.now();
    });
  }

  /** Longer than its leases last, and in the end longer than anything it had locked. */
  freeze(choices: Choices): void {
    const { fleet, log, leaseMs } = this.options;
    const member = fleet.awake.length > 1 ? choices.of(fleet.awake) : undefined;
    if (!member) return;
    const fault = log.begin(`${member.role} frozen past its lease`, fleet.freeze(member), member.name);
    const thawed = this.pause(leaseMs + 2_000 + choices.pick(10_000)).then(() => {
      fleet.thaw(member);
      fault.until = Date.now();
      this.frozen.delete(thawed);
    });
    this.frozen.add(thawed);
  }

  stopPostgres(choices: Choices): Promise<void> {
    const { pair } = this.options;
    return this.outage("Postgres stopped (immediate)", async () => {
      await pair.crash();
      await this.pause(choices.pick(1_500));
      await pair.start();
    });
  }

  /** Afterwards a new standby is made, without which nothing is acknowledged. */
  promote(choices: Choices): Promise<void> {
    const { pair, proxy } = this.options;
    return this.outage("standby promoted", async () => {
      await pair.promote((port) => proxy.moveTo(port), choices.chance(50));
      await pair.addStandby();
    });
  }

  /** The next changes lose their connection at the worst moment. */
  cutNext(choices: Choices): void {
    const cuts = Array.from({ length: 1 + choices.pick(4) }, () => choices.weighted(CUTS));
    this.options.proxy.cutNext(cuts);
  }

  async cutAll(): Promise<void> {
    const { log, proxy } = this.options;
    const fault = log.begin("all connections cut");
    proxy.cutAll();
    fault.until = Date.now();
  }

  /** Those that are there never say anything again; new ones work. */
  async abandonAll(): Promise<void> {
    const { log, proxy } = this.options;
    const fault = log.begin("all connections silent");
    proxy.abandonAll();
    fault.until = Date.now() + NOTICED_MS;
  }

  /** Long enough, now and then, for the pools to fill up and give up. */
  async stall(choices: Choices): Promise<void> {
    const { log, proxy } = this.options;
    const fault = log.begin("database stalled");
    proxy.stall();
    await this.pause(choices.chance(30) ? 11_000 + choices.pick(3_000) : 500 + choices.pick(3_000));
    proxy.flow();
    fault.until = Date.now();
  }

  /** Somebody else takes all connections that Postgres has to give. */
  async takeConnections(choices: Choices): Promise<void> {
    const { log, proxy, pair } = this.options;
    const fault = log.begin("no connection left");
    const taken: pg.Client[] = [];
    const more = async () => {
      const client = new pg.Client({ connectionString: pair.url });
      client.on("error", () => undefined);
      taken.push(client);
      await client.connect();
    };
    proxy.cutAll();
    const until = Date.now() + 2_000 + choices.pick(3_000);
    while (Date.now() < until && !this.calm.signal.aborted) await more().catch(() => this.pause(50));
    await Promise.all(taken.map((client) => client.end().catch(() => undefined)));
    fault.until = Date.now();
  }

  /** Ends what still lasts; resolves when all is well. */
  async end(): Promise<void> {
    this.calm.abort();
    await Promise.all(this.frozen);
    this.options.proxy.flow();
    this.options.proxy.bury();
    await this.options.fleet.whole();
  }

  private async outage(kind: FaultKind, happen: () => Promise<void>): Promise<void> {
    const { log, proxy } = this.options;
    const fault = log.begin(kind);
    await happen();
    const back = performance.now();
    await Promise.race([
      proxy.committed().then(() => log.firstCommits.push(performance.now() - back)),
      delay(30_000, undefined, { ref: false }),
    ]);
    fault.until = Date.now();
  }

  private pause(ms: number): Promise<void> {
    return delay(ms, undefined, { signal: this.calm.signal }).catch(() => undefined);
  }
}
