import type { Ports } from "@/lib/operations/ports";
import type { LeaseStore } from "@/lib/worker/worker";
import { createPrograms } from "@/lib/workflow/programs";
import { createRegistry } from "@/lib/workflow/registry";

const nothing = async () => [];

/** A store in which nothing is due, but for what a test says. */
export const leaseStore = (given: Partial<LeaseStore>): LeaseStore => ({
  // Whether there is any is seen when it is looked for.
  look: async () => ({ stranded: true, held: true, waking: true, unwanted: true, ended: true, effects: true }),
  dueRuns: nothing,
  heldRuns: nothing,
  endedBranches: nothing,
  unwantedRuns: nothing,
  wakingRuns: nothing,
  strandedRuns: nothing,
  renew: async () => new Set(),
  release: async () => {},
  ...given,
});

/** No workflows, nobody else, and no run that is still there. */
export const ports = {
  programs: createPrograms(createRegistry([])),
  processes: { announce: async () => {}, leave: async () => {} },
  door: { readRun: async () => null },
} as unknown as Ports;
