import type { PushTarget } from "@/lib/contract/tasks";
import type { DuePush, PushDeliveries } from "@/lib/operations/task-ports";
import { Loop } from "./loop";

/** What there is to tell somebody now; `picture` differs where the news does. */
export interface News {
  picture: string;
  ended: boolean;
  body: string;
  contentType: string;
}

interface PushPorts {
  deliveries: PushDeliveries;
  /** Null when this person may not know of it, any more. */
  newsFor(push: DuePush): Promise<News | null>;
  /** Rejects when the receiver did not take it. */
  send(target: PushTarget, news: News, signal: AbortSignal): Promise<void>;
  log(line: string): void;
}

const AT_ONCE = 10;
const GATHER_MS = 50;
const LONGEST_RETRY_MS = 600_000;
/** About three hours. */
const MAX_ATTEMPTS = 25;

/**
 * Tells receivers how their tasks go on, at least once: what is due follows from the run's own events, so nothing is
 * lost between a change and its telling. A receiver that is slow gets the newest picture, not each one in between.
 */
export class PushNotifier {
  private readonly stopped = new AbortController();
  /** Deliveries under way. */
  private sending = 0;
  private readonly working = new Set<Promise<unknown>>();
  private readonly changed = new Set<string>();
  private readonly sweeps: Loop;
  private gathering: NodeJS.Timeout | undefined;
  /** Nobody wants to be told anything: changes of runs cost nothing then. */
  private idle = true;

  constructor(
    private readonly ports: PushPorts,
    sweepMs: number,
  ) {
    const { log } = ports;
    this.sweeps = new Loop(() => this.sweep(), { everyMs: sweepMs, what: "Looking for push notifications", log });
  }

  start(): void {
    this.sweeps.start();
    void this.sweeps.now();
  }

  async stop(): Promise<void> {
    await this.sweeps.stop();
    clearTimeout(this.gathering);
    this.stopped.abort(new Error("Holdpoint stops."));
    while (this.working.size > 0) await Promise.allSettled(this.working);
  }

  /** Somebody was added. */
  wake(runId: string): void {
    this.idle = false;
    this.runChanged(runId);
  }

  runChanged(runId: string): void {
    if (this.idle || this.stopped.signal.aborted) return;
    this.changed.add(runId);
    this.gathering ??= setTimeout(() => {
      this.gathering = undefined;
      const runIds = [...this.changed];
      this.changed.clear();
      void this.tell(runIds);
    }, GATHER_MS);
  }

  private async sweep(): Promise<void> {
    this.idle = !(await this.ports.deliveries.active());
    if (!this.idle) await this.tell(null);
  }

  private async tell(runIds: string[] | null): Promise<void> {
    const room = AT_ONCE - this.sending;
    if (room <= 0 || this.stopped.signal.aborted) return;
    try {
      const due = await this.during(this.ports.deliveries.claim(room, runIds));
      for (const push of due) void this.during(this.begin(push, runIds));
    } catch (error) {
      this.ports.log(`Looking for push notifications failed, trying again: ${String(error)}`);
    }
  }

  private async begin(push: DuePush, runIds: string[] | null): Promise<void> {
    this.sending += 1;
    try {
      await this.deliver(push);
    } catch (error) {
      this.ports.log(`A push notification could not be noted: ${String(error)}`);
    } finally {
      this.sending -= 1;
    }
    // Others may have waited for the room; and the run may have gone on meanwhile.
    void this.tell(runIds && [push.runId]);
  }

  /** A stop waits for it. */
  private during<T>(work: Promise<T>): Promise<T> {
    this.working.add(work);
    const done = () => void this.working.delete(work);
    work.then(done, done);
    return work;
  }

  private async deliver(push: DuePush): Promise<void> {
    const { deliveries, newsFor, send, log } = this.ports;
    try {
      const news = await newsFor(push);
      if (!news) return await deliveries.retry(push, null);
      if (news.picture !== push.told) await send(push.target, news, this.stopped.signal);
      await deliveries.settle(push, { told: news.picture, ended: news.ended });
    } catch (error) {
      const giveUp = push.attempts >= MAX_ATTEMPTS;
      if (giveUp)
        log(`Run ${push.runId}: ${new URL(push.target.url).host} took no push notification: ${String(error)}`);
      await deliveries.retry(push, giveUp ? null : Math.min(2 ** push.attempts * 1_000, LONGEST_RETRY_MS));
    }
  }
}
