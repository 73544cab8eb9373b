import type { Pool } from "pg";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { DatabaseClock } from "@/lib/store/database-clock";

const NOON = new Date("2030-01-01T12:00:00Z");

/** Nobody may be asked. */
const clock = () => new DatabaseClock(null as unknown as Pool);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it("knows the time by what a statement said, and that the database may be ahead by what it took", () => {
  const known = clock();
  expect(known.known()).toBeNull();
  known.seen(NOON, performance.now() - 300);
  vi.advanceTimersByTime(2_000);
  expect(known.known()).toEqual({ now: new Date(NOON.getTime() + 2_000), aheadMs: 400 });
});

it("knows it no longer after a while, and not where one of its clocks was set or stood still", () => {
  const known = clock();
  known.seen(NOON, performance.now());
  vi.advanceTimersByTime(5_000);
  expect(known.known()).toBeNull();
  known.seen(NOON, performance.now());
  vi.setSystemTime(Date.now() + 100);
  expect(known.known()).toBeNull();
});
