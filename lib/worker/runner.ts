import type { EffectPorts } from "@/lib/effects/ports";
import type { EffectStep } from "@/lib/engine/steps";
import { storable } from "@/lib/engine/storable";
import type { Effect, EffectRun } from "@/lib/engine/types";
import { applyToRun } from "@/lib/operations/apply-event";
import type { EffectRunner, Place, PlaceRequest, Ports } from "@/lib/operations/ports";
import { attemptEffect, idsOf } from "./attempt-effect";
import { patientPorts } from "./patient-ports";
import { type Pause, persist } from "./persist";
import { type Room, Slots } from "./slots";
import type { Workplace } from "./worker";

interface RunnerOptions {
  owner: string;
  concurrency: number;
  log(line: string): void;
  onText(effect: Effect, text: string): void;
  /** Between attempts to reach a database that is away. */
  pause?: Pause;
}

/** Performs effects whose lease this process holds, and brings their results to the door. */
export class Runner implements EffectRunner, Workplace {
  readonly owner: string;
  private readonly slots: Slots;
  private accepting = true;
  private readonly working = new Map<Effect, { abort: AbortController; done: Promise<void> }>();
  private wired: { ports: Ports; effects: EffectPorts } | null = null;

  constructor(private readonly options: RunnerOptions) {
    this.owner = options.owner;
    this.slots = new Slots(options.concurrency);
  }

  /** Operations need the runner and the runner needs operations; this closes the circle. */
  wire(ports: Ports, effects: EffectPorts): void {
    this.wired = { ports, effects };
  }

  get room(): Room {
    return this.accepting ? this.slots.room : { all: 0, agents: 0, others: 0 };
  }

  reserve(request: PlaceRequest): Place | null {
    const release = this.accepting ? this.slots.take(request) : null;
    return release && { release, start: (effect, at) => this.begin(effect, at, release) };
  }

  found(due: { agent: boolean }[], room: Room): void {
    this.slots.found(due, room);
  }

  /** Leases held now, for renewal. */
  leases(): Effect[] {
    return [...this.working.keys()];
  }

  /** The lease is gone: whatever comes out would be refused, so stop paying for it. */
  abandon(effect: Effect): void {
    this.working.get(effect)?.abort.abort(new Error("The lease was lost."));
  }

  /** Stops effects at once; their leases run out and somebody else goes on. */
  async stop(): Promise<Effect[]> {
    this.accepting = false;
    const cut = this.leases();
    for (const { abort } of this.working.values()) abort.abort(new Error("Holdpoint is stopping."));
    await Promise.all([...this.working.values()].map(({ done }) => done));
    return cut;
  }

  private begin(effect: Effect, at: EffectRun, release: () => void): void {
    const abort = new AbortController();
    const done = this.perform(effect, at, abort.signal)
      .catch((error: unknown) =>
        this.options.log(`The result of a step of run ${effect.runId} was not kept: ${String(error)}`),
      )
      .finally(() => {
        this.working.delete(effect);
        release();
        if (this.slots.wanted) this.wired?.ports.announcer.workDue(0);
      });
    this.working.set(effect, { abort, done });
  }

  private async perform(effect: Effect, snapshot: EffectRun, signal: AbortSignal): Promise<void> {
    if (!this.wired) throw new Error("The runner is not wired.");
    const { ports, effects } = this.wired;
    const kept = <T>(attempt: () => Promise<T>) => persist(signal, attempt, this.options.pause);
    const program = await kept(() => ports.programs.find(snapshot.run));
    const step = program?.steps[effect.stepIndex];
    if (!step) return;
    const onText = (text: string) => this.options.onText(effect, storable(text));
    const event = await attemptEffect(patientPorts(effects, kept), {
      effect,
      step: step as EffectStep,
      snapshot,
      signal,
      onText,
    });
    if (!event) return;
    try {
      await kept(() => applyToRun(ports, effect.runId, event));
    } catch (cause) {
      if (signal.aborted || event.type === "effect.failed") throw cause;
      // The database is there but refuses this result: then that is the step's failure.
      const error = {
        code: "result_not_kept",
        message: `The result can't be stored: ${String(cause)}`,
        retryable: false,
      };
      await kept(() => applyToRun(ports, effect.runId, { ...idsOf(effect), type: "effect.failed", error }));
    }
  }
}
