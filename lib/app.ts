import type { Holdpoint } from "@/lib/holdpoint";

/**
 * The running Holdpoint. `server.ts` makes it once and Next's module graphs (pages, route handlers)
 * reach it here, so there is one pool, one worker and one copy of every workflow in a process.
 */
const slot = globalThis as typeof globalThis & { holdpoint?: Holdpoint };

export function setHoldpoint(instance: Holdpoint): void {
  slot.holdpoint = instance;
}

export function holdpoint(): Holdpoint {
  if (!slot.holdpoint) throw new Error("Holdpoint is not running in this process. Start it with `npm start`.");
  return slot.holdpoint;
}
