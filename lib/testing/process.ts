import type { Effect, EffectRun } from "@/lib/engine/types";
import type { EffectRunner, Place } from "@/lib/operations/ports";
import type { Room } from "@/lib/worker/slots";
import type { Workplace } from "@/lib/worker/worker";

const ROOM = 1_000;

/** A process that holds leases and has effects to perform. It does nothing by itself, and can die. */
export class TestProcess implements EffectRunner, Workplace {
  private number = 1;
  private due: { effect: Effect; at: EffectRun }[] = [];

  get owner(): string {
    return `process-${this.number}`;
  }

  get room(): Room {
    const all = ROOM - this.due.length;
    return { all, agents: all, others: all };
  }

  reserve(): Place {
    return { start: (effect, at) => void this.due.push({ effect, at }), release: () => {} };
  }

  found(): void {}

  leases(): Effect[] {
    return this.due.map(({ effect }) => effect);
  }

  abandon(effect: Effect): void {
    this.due = this.due.filter((one) => one.effect !== effect);
  }

  async stop(): Promise<Effect[]> {
    return this.due.splice(0).map(({ effect }) => effect);
  }

  /** The effect it took first. */
  next(): { effect: Effect; at: EffectRun } | undefined {
    return this.due.shift();
  }

  /** It is gone with all it had to do, and another one is there. Its leases run out. */
  crash(): void {
    this.due = [];
    this.number += 1;
  }
}
