import { setTimeout as delay } from "node:timers/promises";
import { Choices } from "../../simulation/choices";
import type { Faults } from "./faults";

/** One kind of trouble at a time, and then all of them together. */
const PHASES = ["processes", "Postgres", "network", "everything"] as const;
type Phase = (typeof PHASES)[number];

interface Lane {
  /** Between two faults, in milliseconds. */
  gap: [number, number];
  strike(choices: Choices): Promise<void> | void;
}

interface StormOptions {
  faults: Faults;
  seed: number;
  phaseMs: number;
  withStandby: boolean;
  /** Nothing but processes that are killed, so seldom that one is always there to take over. */
  onlyKills: boolean;
}

/** Faults at random, until it is told to stop. */
export class Storm {
  private readonly stopping = new AbortController();
  private readonly blowing: Promise<void>;

  constructor(private readonly options: StormOptions) {
    this.blowing = this.blow();
    // Whoever stops it hears of a failure.
    this.blowing.catch(() => undefined);
  }

  /** Rejects when it could not be played, for example because Postgres did not start again. */
  get failed(): Promise<never> {
    return new Promise((_, reject) => this.blowing.catch(reject));
  }

  /** Resolves when nothing is broken any more. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.blowing;
    await this.options.faults.end();
  }

  private async blow(): Promise<void> {
    for (let round = 0; !this.stopping.signal.aborted; round++) {
      const phase = PHASES[round % PHASES.length] ?? "everything";
      const until = Date.now() + this.options.phaseMs;
      const lanes = this.lanes(phase);
      await Promise.all(lanes.map((lane, at) => this.drive(lane, until, this.options.seed * 1_000 + round * 10 + at)));
    }
  }

  private async drive({ gap: [least, most], strike }: Lane, until: number, seed: number): Promise<void> {
    const choices = new Choices(seed);
    for (;;) {
      const pause = least + choices.pick(most - least);
      if (Date.now() + pause > until) return;
      await delay(pause, undefined, { signal: this.stopping.signal }).catch(() => undefined);
      if (this.stopping.signal.aborted) return;
      await strike(choices);
    }
  }

  private lanes(phase: Phase): Lane[] {
    const { faults, withStandby, onlyKills } = this.options;
    if (onlyKills) return [{ gap: [12_000, 18_000], strike: (choices) => faults.kill(choices) }];
    const processes = (gap: Lane["gap"]): Lane => ({
      gap,
      strike: (choices) => (choices.chance(70) ? faults.kill(choices) : faults.freeze(choices)),
    });
    const postgres: Lane = { gap: [5_000, 10_000], strike: (choices) => faults.stopPostgres(choices) };
    const network = (gap: Lane["gap"]): Lane => ({
      gap,
      strike: (choices) => {
        const what = choices.weighted({ one: 80, all: 10, stall: 5, exhaust: 4, silent: 1 });
        if (what === "one") return faults.cutNext(choices);
        if (what === "all") return faults.cutAll();
        if (what === "silent") return faults.abandonAll();
        return what === "stall" ? faults.stall(choices) : faults.takeConnections(choices);
      },
    });
    switch (phase) {
      case "processes":
        return [processes([2_500, 6_000])];
      case "Postgres":
        return [postgres];
      case "network":
        return [network([200, 1_000])];
      case "everything": {
        let promoted = !withStandby;
        const failover: Lane = {
          gap: postgres.gap,
          strike: (choices) => {
            if (promoted) return faults.stopPostgres(choices);
            promoted = true;
            return faults.promote(choices);
          },
        };
        return [processes([4_000, 9_000]), failover, network([1_000, 4_000])];
      }
    }
  }
}
