import { rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { PostgresPrograms } from "./programs";
import { PostgresServer } from "./server";

const CAUGHT_UP = `
  select count(*)::int as count from pg_stat_replication
  where state = 'streaming' and sync_state = 'sync' and flush_lsn >= pg_current_wal_flush_lsn()`;

/** A primary and, if there is to be one, a standby without which nothing is acknowledged. */
export class PostgresPair {
  private made = 1;

  private constructor(
    private readonly folder: string,
    private primary: PostgresServer,
    private standby: PostgresServer | null,
    private readonly hasStandby: boolean,
  ) {}

  static async create(folder: string, programs: PostgresPrograms): Promise<PostgresPair> {
    const primary = await PostgresServer.create(join(folder, "postgres-1"), programs);
    const pair = new PostgresPair(folder, primary, null, programs.basebackup !== null);
    if (pair.hasStandby) {
      await primary.query("alter system set synchronous_standby_names = '*'");
      await pair.addStandby();
      await primary.query("select pg_reload_conf()");
      await pair.caughtUp();
    }
    return pair;
  }

  /** Of the primary. */
  get port(): number {
    return this.primary.port;
  }

  get url(): string {
    return this.primary.url;
  }

  query: PostgresServer["query"] = (sql, values) => this.primary.query(sql, values);

  async crash(): Promise<void> {
    await this.primary.crash();
  }

  async start(): Promise<void> {
    await this.primary.start();
  }

  /**
   * The primary is lost for good and the standby takes its place; `onMove` is told the new port, before the standby is
   * promoted (`early`: then it refuses to write at first) or after it. Resolves when the new primary can be reached.
   */
  async promote(onMove: (port: number) => void, early: boolean): Promise<void> {
    const { standby } = this;
    if (!standby) throw new Error("There is no standby to promote.");
    await this.caughtUp();
    await this.primary.crash();
    this.primary = standby;
    this.standby = null;
    if (early) onMove(standby.port);
    await standby.query("select pg_promote(true, 60)");
    if (!early) onMove(standby.port);
  }

  /** A new standby, copied from the primary. Until it follows, nothing is acknowledged. */
  async addStandby(): Promise<void> {
    this.made += 1;
    this.standby = await this.primary.copy(join(this.folder, `postgres-${this.made}`));
    if (this.made > 2) await rm(join(this.folder, `postgres-${this.made - 2}`), { recursive: true, force: true });
  }

  async stop(): Promise<void> {
    await this.primary.stop();
    await this.standby?.stop();
  }

  /** What is read after a crash may not have reached the standby yet: a promotion waits until it has. */
  private async caughtUp(): Promise<void> {
    for (;;) {
      const rows = await this.primary.query<{ count: number }>(CAUGHT_UP).catch(() => []);
      if (rows[0]?.count === 1) return;
      await delay(50);
    }
  }
}
