interface LoopOptions {
  everyMs: number;
  /** What it does, in words for the log: "Looking for deliveries". */
  what: string;
  log(line: string): void;
}

/**
 * Does a round of work from time to time, never two at once. After a round that fails the next one comes as always; the
 * log says it once, until a round works again.
 */
export class Loop {
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<void> | null = null;
  private again = false;
  private over = false;
  private failing = false;

  constructor(
    private readonly work: () => Promise<unknown>,
    private readonly options: LoopOptions,
  ) {}

  /** The first round comes after one interval; whoever wants it at once asks for it. */
  start(): void {
    if (!this.over) this.timer ??= setInterval(() => void (this.round ?? this.begin()), this.options.everyMs);
  }

  /** No more rounds until the next start. */
  pause(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }

  /** Rounds that are long look at it, and end early. */
  get stopped(): boolean {
    return this.over;
  }

  /** A round at once; asked for while one is under way, one more follows it. */
  now(): Promise<void> {
    if (!this.round) return this.begin();
    this.again = true;
    return this.round;
  }

  /** After the round under way. */
  async stop(): Promise<void> {
    this.over = true;
    this.pause();
    await this.round;
  }

  private begin(): Promise<void> {
    this.again = false;
    this.round = this.work()
      .then(
        () => {
          this.failing = false;
        },
        (error: unknown) => this.failed(error),
      )
      .finally(() => {
        this.round = null;
        if (this.again && !this.over) void this.begin();
      });
    return this.round;
  }

  private failed(error: unknown): void {
    const { what, log } = this.options;
    if (!this.failing) log(`${what} failed, trying again: ${String(error)}`);
    this.failing = true;
  }
}
