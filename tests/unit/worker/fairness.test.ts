import { expect, test } from "vitest";
import { Runner } from "@/lib/worker/runner";
import { Worker } from "@/lib/worker/worker";
import { leaseStore, ports } from "./lease-store";

const runnerFor = (concurrency: number) => new Runner({ owner: "me", concurrency, log: () => {}, onText: () => {} });

test("what is due only now does not go past what was left for want of a place", () => {
  const runner = runnerFor(1);
  const first = runner.reserve(false);
  expect(first).not.toBeNull();
  expect(runner.reserve(false)).toBeNull();
  first?.release();
  expect(runner.reserve(false)).toBeNull();
  const waited = runner.reserve(true);
  expect(waited).not.toBeNull();
  waited?.release();
  runner.caughtUp();
  expect(runner.reserve(false)).not.toBeNull();
});

test.each([
  ["all that is due", 1, true],
  ["as much as there is room for", 2, false],
])("a sweep that finds %s (%s): new effects start at once is %s", async (_, found, caughtUp) => {
  const runner = runnerFor(2);
  const places = [runner.reserve(true), runner.reserve(true)];
  expect(runner.reserve(false)).toBeNull();
  for (const place of places) place?.release();
  const leases = leaseStore({
    dueRuns: async () => Array.from({ length: found }, (_, index) => ({ id: `run ${index}`, seq: 1 })),
  });
  const worker = new Worker(ports, runner, leases, { leaseMs: 60_000, sweepMs: 60_000, log: () => {} });
  await worker.sweep();
  expect(runner.reserve(false) !== null).toBe(caughtUp);
});
