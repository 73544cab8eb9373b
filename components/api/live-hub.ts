/** `live`: told at once. `polling`: we look again every few seconds. `offline`: nothing answers. */
export type Link = "live" | "polling" | "offline";

/** Text of a visit. With `from` it continues at that place, without it is the whole text so far. */
export interface TextFrame {
  seq: number;
  from?: number;
  text: string;
}

export interface Listener {
  /** A run whose changes and text are wanted; null for the inbox. */
  run: string | null;
  onChanged(): void;
  onText?(frame: TextFrame): void;
  onLink?(link: Link): void;
}

const grace = 3_000;
const pollEvery = 4_000;
const inboxEvery = 30_000;
const longestPause = 15_000;

/**
 * One event stream per visible tab, whoever listens: browsers allow six connections to a server, over
 * all tabs. A run's stream comes first; meanwhile the inbox is told of that run's changes and looks
 * again every half minute.
 */
class LiveHub {
  private readonly listeners = new Set<Listener>();
  private source: EventSource | null = null;
  private url = "";
  private failures = 0;
  private link: Link = "live";
  private lastFetchWorked = true;
  private timers: { reopen?: number; loss?: number; poll?: number; inbox?: number; settle?: number } = {};

  subscribe(listener: Listener): () => void {
    if (this.listeners.size === 0) this.listenToWindow(true);
    this.listeners.add(listener);
    listener.onLink?.(this.link);
    this.settle();
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size === 0) this.listenToWindow(false);
      this.settle();
    };
  }

  /** Requests tell whether the server answers at all. */
  reportFetch(worked: boolean): void {
    this.lastFetchWorked = worked;
    if (this.link !== "live") this.setLink(worked ? "polling" : "offline");
  }

  /** Whether a request has a chance now: known while the stream is open, otherwise tried. */
  async isReachable(): Promise<boolean> {
    if (this.link === "live") return true;
    const health = await fetch("/api/health", { cache: "no-store", signal: AbortSignal.timeout(grace) }).catch(
      () => null,
    );
    this.reportFetch(health?.ok ?? false);
    return health?.ok ?? false;
  }

  /** Pages leave and come in one breath; the stream need not. */
  private settle(): void {
    clearTimeout(this.timers.settle);
    this.timers.settle = window.setTimeout(() => this.reconcile(), 0);
  }

  private readonly reconcile = (): void => {
    const run = this.currentRun();
    const wanted =
      this.listeners.size === 0 || document.visibilityState === "hidden"
        ? ""
        : run
          ? `/api/live?run=${encodeURIComponent(run)}`
          : "/api/live?inbox=1";
    if (wanted === this.url && (this.source || !wanted)) return;
    // Opening the same stream again is part of the same loss; another stream begins anew.
    if (wanted !== this.url) this.close();
    this.url = wanted;
    if (wanted) this.open();
  };

  /** The one that was asked for last: a branch that is looked at rather than the run that it is of. */
  private currentRun(): string | undefined {
    return [...this.listeners].flatMap(({ run }) => run ?? []).at(-1);
  }

  private open(): void {
    const source = new EventSource(this.url);
    const run = this.currentRun();
    this.source = source;
    this.expectLoss();
    source.onopen = () => {
      this.failures = 0;
      clearTimeout(this.timers.loss);
      clearInterval(this.timers.poll);
      this.timers.loss = undefined;
      this.setLink("live");
    };
    source.addEventListener("changed", () => this.notify());
    source.addEventListener("text", (event) => {
      const frame = JSON.parse((event as MessageEvent<string>).data) as TextFrame;
      for (const listener of this.listeners) if (listener.run === run) listener.onText?.(frame);
    });
    source.onerror = () => {
      this.expectLoss();
      if (source.readyState !== EventSource.CLOSED) return;
      // The server refused: the browser gives up, we don't.
      this.source = null;
      const pause = Math.min(longestPause, 1_000 * 2 ** this.failures++);
      clearTimeout(this.timers.reopen);
      this.timers.reopen = window.setTimeout(this.reconcile, pause);
    };
    if (!this.url.includes("inbox")) {
      clearInterval(this.timers.inbox);
      this.timers.inbox = window.setInterval(() => this.notify((listener) => listener.run === null), inboxEvery);
    }
  }

  private close(): void {
    this.source?.close();
    this.source = null;
    for (const timer of Object.values(this.timers)) clearTimeout(timer);
    this.timers = {};
  }

  private expectLoss(): void {
    if (this.timers.loss !== undefined) return;
    this.timers.loss = window.setTimeout(() => {
      this.setLink(this.lastFetchWorked ? "polling" : "offline");
      clearInterval(this.timers.poll);
      this.timers.poll = window.setInterval(() => this.notify(), pollEvery);
      this.notify();
    }, grace);
  }

  private notify(of: (listener: Listener) => boolean = () => true): void {
    for (const listener of [...this.listeners]) if (of(listener)) listener.onChanged();
  }

  private setLink(link: Link): void {
    this.link = link;
    for (const listener of this.listeners) listener.onLink?.(link);
  }

  private listenToWindow(on: boolean): void {
    const change = on ? "addEventListener" : "removeEventListener";
    document[change]("visibilitychange", this.reconcile);
    window[change]("online", this.reopen);
  }

  private readonly reopen = (): void => {
    this.close();
    this.url = "";
    this.reconcile();
  };
}

export const liveHub = new LiveHub();
