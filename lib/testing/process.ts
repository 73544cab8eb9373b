import type { Effect } from "@/lib/engine/types";
import type { EffectRunner, Place } from "@/lib/operations/ports";
import type { Room } from "@/lib/worker/slots";
import type { Workplace } from "@/lib/worker/worker";

const ROOM = 1_000;

/** A process that holds leases and has effects to perform. It does nothing by itself, and can die. */
export class TestProcess implements EffectRunner, Workplace {
  private number = 1;
  private due: Effect[] = [];

  get owner(): string {
    return `process-${this.number}`;
  }

  get room(): Room {
    const all = ROOM - this.due.length;
    return { all, agents: all, others: all };
  }

  reserve(): Place {
    return { start: (effect) => void this.due.push(effect), release: () => {} };
  }

  found(): void {}

  leases(): Effect[] {
    return [...this.due];
  }

  abandon(effect: Effect): void {
    this.due = this.due.filter((one) => one !== effect);
  }

  async stop(): Promise<Effect[]> {
    return this.due.splice(0);
  }

  /** The effect it took first. */
  next(): Effect | undefined {
    return this.due.shift();
  }

  /** It is gone with all it had to do, and another one is there. Its leases run out. */
  crash(): void {
    this.due = [];
    this.number += 1;
  }
}
