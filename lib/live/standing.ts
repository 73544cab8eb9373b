import type { Stand, Standing, Watch } from "@/lib/holdpoint";
import type { Principal } from "@/lib/words/people";

const LOOK_EVERY_MS = 1_000;

interface Watched {
  by: Principal;
  stays: Set<{ ended: AbortController; until: Date | null }>;
}

interface Options {
  /** In one statement and in their order. */
  standOfAll(callers: Principal[]): Promise<Stand[]>;
  standOf(caller: Principal): Promise<Stand>;
  log(line: string): void;
}

/**
 * Looks after callers who stay: streams, sockets, requests that wait. Once a second it asks the database about all of
 * them in one statement, and ends the stays of those who are out or whose rights have changed. Nobody stays, nothing
 * is asked. While the database is away nobody is sent away for it: nothing can be read or carried out then either.
 */
export class Standings implements Standing {
  private readonly watched = new Map<string, Watched>();
  private timer: NodeJS.Timeout | undefined;
  private looking = false;
  private failed = false;

  constructor(private readonly options: Options) {}

  ask(by: Principal): Promise<Stand> {
    return this.options.standOf(by);
  }

  watch(by: Principal, until: Date | null = null): Watch {
    const key = JSON.stringify([by.userId, by.workspaceId, by.tokenId, by.sessionId, by.role, by.teamIds]);
    const entry = this.watched.get(key) ?? { by, stays: new Set() };
    const stay = { ended: new AbortController(), until };
    entry.stays.add(stay);
    this.watched.set(key, entry);
    this.timer ??= setInterval(() => void this.look(), LOOK_EVERY_MS);
    return {
      signal: stay.ended.signal,
      leave: () => {
        entry.stays.delete(stay);
        if (entry.stays.size === 0 && this.watched.get(key) === entry) this.watched.delete(key);
        if (this.watched.size === 0) this.close();
      },
    };
  }

  close(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }

  private async look(): Promise<void> {
    if (this.looking) return;
    this.looking = true;
    try {
      this.endOverdue(new Date());
      const asked = [...this.watched.entries()];
      const stands = await this.options.standOfAll(asked.map(([, { by }]) => by));
      for (const [index, [key, entry]] of asked.entries()) this.heed(stands[index], key, entry);
      this.failed = false;
    } catch (error) {
      if (!this.failed) this.options.log(`Looking who may stay failed, trying again: ${(error as Error).message}`);
      this.failed = true;
    } finally {
      this.looking = false;
    }
  }

  private endOverdue(now: Date): void {
    for (const { stays } of this.watched.values())
      for (const { ended, until } of stays) if (until && until <= now) ended.abort("out" satisfies Stand);
  }

  private heed(stand: Stand | undefined, key: string, entry: Watched): void {
    if (stand === "same") return;
    if (this.watched.get(key) === entry) this.watched.delete(key);
    for (const { ended } of entry.stays) ended.abort(stand);
    if (this.watched.size === 0) this.close();
  }
}
