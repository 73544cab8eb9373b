import { expect, test } from "vitest";
import { floorGrowth, growth, type Sample } from "@/bench/soak/samples";

const sample = (atMs: number, heapBytes: number): Sample => ({
  atMs,
  heapBytes,
  rssBytes: heapBytes,
  sockets: 0,
  timers: 0,
  handles: 0,
  connections: 0,
  done: 0,
});
const heap = ({ heapBytes }: Sample) => heapBytes;

test("a leak shows as growth from the first to the last look, whatever it swings", () => {
  const level = [100, 104, 100, 96, 100, 104, 100, 96, 100].map((bytes, index) => sample(index * 1_000, bytes));
  expect(Math.abs(growth(level, heap))).toBeLessThan(3);
  const leaking = level.map(({ atMs, heapBytes }) => sample(atMs, heapBytes + atMs / 100));
  expect(growth(leaking, heap)).toBeGreaterThan(77);
});

test("what comes and goes does not lift the floor", () => {
  const swinging = [100, 250, 100, 250, 250, 100, 250, 250, 103].map((bytes, index) => sample(index, bytes));
  expect(floorGrowth(swinging, heap)).toBe(3);
  expect(
    floorGrowth(
      [100, 250, 250, 120, 250, 250, 140, 250, 160].map((bytes, index) => sample(index, bytes)),
      heap,
    ),
  ).toBe(40);
});
