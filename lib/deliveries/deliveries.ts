import { Loop } from "@/lib/loop";
import type { Delivery, DeliveryStore, Kind } from "./kind";

const STOP_MS = 2_000;

interface Options {
  sweepMs: number;
  log(line: string): void;
}

/**
 * Sends and does what is due, at least once, in whatever process has time. Each kind has room of its own, so what one
 * receiver holds up holds up nothing of another kind.
 */
export class Deliveries {
  private readonly sweeps: Loop;
  private readonly takes: Loop;
  private readonly kinds: Map<string, Kind>;
  private readonly underWay = new Map<Delivery, Promise<void>>();
  private readonly stopped = new AbortController();

  constructor(
    private readonly store: DeliveryStore,
    kinds: Record<string, Kind>,
    private readonly options: Options,
  ) {
    const { sweepMs: everyMs, log } = options;
    this.kinds = new Map(Object.entries(kinds));
    this.sweeps = new Loop(() => this.sweepOnce(), { everyMs, what: "Looking for deliveries", log });
    this.takes = new Loop(() => this.takeOnce(), { everyMs, what: "Taking deliveries", log });
  }

  start(): void {
    this.sweeps.start();
    void this.sweeps.now();
  }

  /** What does not let itself be cut off is sent again by some process, when its lease has run out. */
  async stop(): Promise<void> {
    await Promise.all([this.sweeps.stop(), this.takes.stop()]);
    this.stopped.abort(new Error("Holdpoint stops."));
    for (const kind of this.kinds.values()) kind.close?.();
    const patience = new Promise<void>((resolve) => {
      setTimeout(resolve, STOP_MS).unref();
    });
    await Promise.race([Promise.all(this.underWay.values()), patience]);
  }

  /** Takes what is due at once; only a sweep looks for what else there is to make deliveries of. */
  async take(): Promise<void> {
    if (!this.takes.stopped) await this.takes.now();
  }

  private async sweepOnce(): Promise<void> {
    const found = await this.store.look([...this.kinds.keys()]);
    let isDue = found.due;
    for (const [name, kind] of this.kinds) {
      if (await kind.make?.(found.kinds[name] ?? false)) isDue = true;
    }
    if (isDue) await this.take();
  }

  private async takeOnce(): Promise<void> {
    const room = this.room();
    if (room.length === 0) return;
    const claimed = await this.store.claim(room);
    for (const { kind, size } of room) {
      const mine = claimed.filter((delivery) => delivery.kind === kind);
      // Where all room was taken something may have been left.
      for (const delivery of mine) this.begin(delivery, mine.length === size);
    }
  }

  private room() {
    const busy = [...this.underWay.keys()];
    return [...this.kinds].flatMap(([kind, { atOnce, leaseMs }]) => {
      const size = atOnce - busy.filter((delivery) => delivery.kind === kind).length;
      return size > 0 ? [{ kind, size, leaseMs }] : [];
    });
  }

  private begin(delivery: Delivery, othersWait: boolean): void {
    const done = this.deliver(delivery)
      .catch((error: unknown) => this.options.log(`${nameOf(delivery)} could not be settled: ${String(error)}`))
      .finally(() => {
        this.underWay.delete(delivery);
        if (othersWait || delivery.keyed) void this.take();
      });
    this.underWay.set(delivery, done);
  }

  private async deliver(delivery: Delivery): Promise<void> {
    const kind = this.kinds.get(delivery.kind) as Kind;
    const outcome = await kind.deliver(delivery, this.stopped.signal).catch((error: unknown) => ({ error }));
    return "error" in outcome ? this.failed(delivery, kind, outcome.error) : this.store.settle(delivery, outcome);
  }

  private failed(delivery: Delivery, kind: Kind, cause: unknown): Promise<void> {
    const error = cause instanceof Error ? cause.message : String(cause);
    // Whoever is next goes on with it.
    if (this.stopped.signal.aborted) return this.store.postpone(delivery, error, 0);
    const { attempts } = delivery;
    if (attempts >= kind.attempts || (cause as { final?: unknown }).final === true) {
      this.options.log(`${nameOf(delivery)} was given up at attempt ${attempts}. ${error}`);
      return this.store.settle(delivery, { status: "failed", error });
    }
    if (attempts === 1) this.options.log(`${nameOf(delivery)} failed, trying again. ${error}`);
    return this.store.postpone(delivery, error, Math.min(1_000 * 2 ** attempts, kind.longestWaitMs));
  }
}

const nameOf = ({ kind, id }: Delivery) => `Delivery ${id} (${kind})`;
