import type { Stand, Standing, Watch } from "@/lib/holdpoint";
import { Loop } from "@/lib/loop";
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
  private readonly looks: Loop;

  constructor(private readonly options: Options) {
    const { log } = options;
    this.looks = new Loop(() => this.look(), { everyMs: LOOK_EVERY_MS, what: "Looking who may stay", log });
  }

  ask(by: Principal): Promise<Stand> {
    return this.options.standOf(by);
  }

  watch(by: Principal, until: Date | null = null): Watch {
    const key = JSON.stringify([by.userId, by.workspaceId, by.tokenId, by.sessionId, by.role, by.teamIds]);
    const entry = this.watched.get(key) ?? { by, stays: new Set() };
    const stay = { ended: new AbortController(), until };
    entry.stays.add(stay);
    this.watched.set(key, entry);
    this.looks.start();
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
    this.looks.pause();
  }

  private async look(): Promise<void> {
    this.endOverdue(new Date());
    const asked = [...this.watched.entries()];
    const stands = await this.options.standOfAll(asked.map(([, { by }]) => by));
    for (const [index, [key, entry]] of asked.entries()) this.heed(stands[index], key, entry);
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
