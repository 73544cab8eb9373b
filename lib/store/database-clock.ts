import { performance } from "node:perf_hooks";
import type { Pool } from "pg";

/** What was read longer ago is read again. */
const FRESH_MS = 5_000;
/** The wall clock may be set, and a machine that slept stops the other one: then neither is believed. */
const APART_MS = 100;

interface Moment {
  steady: number;
  wall: number;
}

/**
 * The database's clock, from what the last statement said of it and the time since, measured here. It is never ahead,
 * and behind by no more than that statement took.
 */
export class DatabaseClock {
  private last: (Moment & { time: number }) | null = null;

  constructor(private readonly pool: Pool) {}

  private moment(): Moment {
    return { steady: performance.now(), wall: Date.now() };
  }

  /** A statement that has just come back says that it was `time`. */
  seen(time: Date): void {
    this.last = { ...this.moment(), time: time.getTime() };
  }

  async now(): Promise<Date> {
    const { steady, wall } = this.moment();
    const passed = this.last && steady - this.last.steady;
    if (this.last && passed !== null && passed < FRESH_MS && Math.abs(wall - this.last.wall - passed) < APART_MS) {
      return new Date(this.last.time + passed);
    }
    const { rows } = await this.pool.query<{ now: Date }>({ name: "read_clock", text: "select now()" });
    if (!rows[0]) throw new Error("The database did not say what time it is.");
    this.seen(rows[0].now);
    return rows[0].now;
  }
}
