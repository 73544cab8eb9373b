/** Lets a loop sleep until somebody rings, the time is up or it is told to stop. A ring is never lost. */
export class Bell {
  private rung = false;
  private wake = () => {};

  constructor(private readonly stop: AbortSignal) {
    stop.addEventListener("abort", () => this.wake(), { once: true });
  }

  readonly ring = (): void => {
    this.rung = true;
    this.wake();
  };

  /** True when it rang since the last wait; false when `ms` passed or it is time to stop. */
  async wait(ms: number): Promise<boolean> {
    if (!this.rung && !this.stop.aborted) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      this.wake = () => {};
    }
    const rung = this.rung;
    this.rung = false;
    return rung;
  }

  /** Sleeps whether or not it rings; the ring counts at the next `wait`. */
  async rest(ms: number): Promise<void> {
    if (this.stop.aborted) return;
    await new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.stop.removeEventListener("abort", done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      this.stop.addEventListener("abort", done);
    });
  }
}
