import { expect, test } from "vitest";
import type { Effect } from "@/lib/engine/types";
import type { Ports } from "@/lib/operations/ports";
import { type LeaseStore, Worker, type Workplace } from "@/lib/worker/worker";
import { createRegistry } from "@/lib/workflow/registry";

test("leases are renewed while the first sweep still lasts", async () => {
  const nothing = async () => [];
  const effect = { runId: "run" } as Effect;
  let endSweep = () => {};
  const renewed = new Promise<Effect[]>((resolve) => {
    const leases: LeaseStore = {
      dueRuns: nothing,
      heldRuns: () => new Promise((end) => (endSweep = () => end([]))),
      endedBranches: nothing,
      unwantedRuns: nothing,
      wakingRuns: nothing,
      strandedRuns: nothing,
      renew: async (_, effects) => {
        resolve(effects);
        return new Set(effects.map(({ runId }) => runId));
      },
      release: async () => {},
    };
    const processes = { announce: async () => {}, leave: async () => {} };
    const workplace: Workplace = {
      owner: "me",
      room: 0,
      caughtUp: () => {},
      leases: () => [effect],
      abandon: () => {},
      stop: async () => [],
    };
    const ports = { registry: createRegistry([]), processes } as unknown as Ports;
    const worker = new Worker(ports, workplace, leases, { leaseMs: 30, sweepMs: 60_000, log: () => {} });
    void worker.start().then(() => worker.stop());
  });
  expect(await renewed).toEqual([effect]);
  endSweep();
});
