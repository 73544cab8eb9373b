import type { PlaceRequest } from "@/lib/operations/ports";

/** How many effects may begin now: so many of all, and of those at most so many of each kind. */
export interface Room {
  all: number;
  agents: number;
  others: number;
}

/**
 * The slots of one process. Agent steps take at most half of them, because an agent elsewhere may work or wait for hours;
 * half of one is none, so with one slot agent steps have another one beside it. Everything else may take all.
 */
export class Slots {
  private agents = 0;
  private others = 0;
  /** Something was left due for want of a slot: of agent steps, or of any kind. */
  private readonly left = { agents: false, any: false };

  constructor(private readonly concurrency: number) {}

  get room(): Room {
    const { concurrency, agents, others } = this;
    if (concurrency === 0) return { all: 0, agents: 0, others: 0 };
    const all = Math.max(concurrency, 2) - agents - others;
    const half = Math.max(Math.floor(concurrency / 2), 1);
    return { all, agents: Math.min(half - agents, all), others: Math.min(concurrency - others, all) };
  }

  /** Answers how to give the slot back; null when there is none, or when others have waited longer for it. */
  take({ agent, waited }: PlaceRequest): (() => void) | null {
    const { room, left } = this;
    const isFull = (agent ? room.agents : room.others) <= 0;
    if (isFull || (!waited && (left.any || (agent && left.agents)))) {
      if (agent) left.agents = true;
      if (!agent || room.all <= 0) left.any = true;
      return null;
    }
    const kind = agent ? "agents" : "others";
    this[kind] += 1;
    let held = true;
    return () => {
      if (held) this[kind] -= 1;
      held = false;
    };
  }

  /** Something due may wait for the next slot. */
  get wanted(): boolean {
    return this.left.any || this.left.agents;
  }

  /** What a sweep found due when it looked for as much as there was room for; less than that is all there is. */
  found(due: { agent: boolean }[], room: Room): void {
    if (room.all <= 0) this.left.any = true;
    if (due.length >= room.all) return;
    const agents = due.filter(({ agent }) => agent).length;
    if (agents < room.agents) this.left.agents = false;
    if (due.length - agents < room.others) this.left.any = false;
  }
}
