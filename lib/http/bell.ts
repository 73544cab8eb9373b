/**
 * Lets a loop sleep until somebody rings, the time is up or it is told to stop. A ring is never lost. It listens to
 * `stop` while it sleeps only: a signal that follows others is kept by Node for as long as somebody listens.
 */
export class Bell {
  private rung = false;
  private wake = () => {};

  constructor(private readonly stop: AbortSignal) {}

  readonly ring = (): void => {
    this.rung = true;
    this.wake();
  };

  /** True when it rang since the last wait; false when `ms` passed or it is time to stop. */
  async wait(ms: number): Promise<boolean> {
    if (!this.rung)
      await this.sleep(ms, (awake) => {
        this.wake = awake;
      });
    this.wake = () => {};
    const rung = this.rung;
    this.rung = false;
    return rung;
  }

  /** Sleeps whether or not it rings; the ring counts at the next `wait`. */
  async rest(ms: number): Promise<void> {
    await this.sleep(ms);
  }

  private async sleep(ms: number, onSleep: (awake: () => void) => void = () => {}): Promise<void> {
    if (this.stop.aborted) return;
    await new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.stop.removeEventListener("abort", done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      this.stop.addEventListener("abort", done);
      onSleep(done);
    });
  }
}
