import { expect, test } from "vitest";
import type { Effect } from "@/lib/engine/types";
import { Worker, type Workplace } from "@/lib/worker/worker";
import { leaseStore, ports } from "./lease-store";

test("leases are renewed while the first sweep still lasts", async () => {
  const effect = { runId: "run" } as Effect;
  let endSweep = () => {};
  const renewed = new Promise<Effect[]>((resolve) => {
    const leases = leaseStore({
      heldRuns: () => new Promise((end) => (endSweep = () => end([]))),
      renew: async (_, effects) => {
        resolve(effects);
        return new Set(effects.map(({ runId }) => runId));
      },
    });
    const workplace: Workplace = {
      owner: "me",
      room: { all: 0, agents: 0, others: 0 },
      found: () => {},
      leases: () => [effect],
      abandon: () => {},
      stop: async () => [],
    };
    const worker = new Worker(ports, workplace, leases, { leaseMs: 30, sweepMs: 60_000, log: () => {} });
    void worker.start().then(() => worker.stop());
  });
  expect(await renewed).toEqual([effect]);
  endSweep();
});
