import type { Pool } from "pg";
import type { KnownTime } from "@/lib/operations/ports";

/** What was read longer ago is read again. */
const FRESH_MS = 5_000;
/** The wall clock may be set, and a machine that slept stops the other one: then neither is believed. */
const APART_MS = 100;

interface Moment {
  steady: number;
  wall: number;
}

interface Heard extends Moment {
  time: number;
  tookMs: number;
}

/**
 * The database's clock, from what the last statement said of it and the time since, measured here. It is never ahead,
 * and behind by no more than that statement took.
 */
export class DatabaseClock {
  private last: Heard | null = null;

  constructor(private readonly pool: Pool) {}

  private moment(): Moment {
    return { steady: performance.now(), wall: Date.now() };
  }

  /** A statement that has just come back, and was sent at `sent` by this process's steady clock, says that it was `time`. */
  seen(time: Date, sent: number): void {
    const { steady, wall } = this.moment();
    this.last = { steady, wall, time: time.getTime(), tookMs: steady - sent };
  }

  known(): KnownTime | null {
    const { last } = this;
    if (!last) return null;
    const { steady, wall } = this.moment();
    const passed = steady - last.steady;
    if (passed >= FRESH_MS || Math.abs(wall - last.wall - passed) >= APART_MS) return null;
    return { now: new Date(last.time + passed), aheadMs: last.tookMs + APART_MS };
  }

  async now(): Promise<Date> {
    const known = this.known();
    if (known) return known.now;
    const sent = performance.now();
    const { rows } = await this.pool.query<{ now: Date }>({ name: "read_clock", text: "select now()" });
    if (!rows[0]) throw new Error("The database did not say what time it is.");
    this.seen(rows[0].now, sent);
    return rows[0].now;
  }
}
