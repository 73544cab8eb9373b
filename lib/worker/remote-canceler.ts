import type { RemoteTasks, UnwantedTask } from "@/lib/operations/agent-ports";

const AT_ONCE = 5;

interface Options {
  sweepMs: number;
  /** Rejects where the agent could not be told. */
  cancel(task: UnwantedTask): Promise<void>;
  log(line: string): void;
}

/** Tells agents elsewhere that nobody waits for their work any more. As well as it can: nobody waits for that, either. */
export class RemoteCanceler {
  private timer: NodeJS.Timeout | undefined;
  private sweeping: Promise<void> | null = null;

  constructor(
    private readonly tasks: RemoteTasks,
    private readonly options: Options,
  ) {}

  start(): void {
    this.timer = setInterval(() => void this.sweep(), this.options.sweepMs);
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.sweeping;
  }

  private sweep(): Promise<void> {
    this.sweeping ??= this.sweepOnce()
      .catch((error: unknown) => this.options.log(`Looking for agents to stop failed, trying again: ${String(error)}`))
      .finally(() => {
        this.sweeping = null;
      });
    return this.sweeping;
  }

  private async sweepOnce(): Promise<void> {
    const unwanted = await this.tasks.claimUnwanted(AT_ONCE);
    await Promise.all(unwanted.map((task) => this.cancel(task)));
  }

  private async cancel(task: UnwantedTask): Promise<void> {
    try {
      await this.options.cancel(task);
    } catch (cause) {
      const { error } = cause as { error?: { retryable?: boolean } };
      if (error?.retryable !== false && !task.last) return;
    }
    await this.tasks.forget(task);
  }
}
