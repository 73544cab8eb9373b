import type { RemoteTasks, UnwantedTask } from "@/lib/operations/agent-ports";
import { Loop } from "./loop";

const AT_ONCE = 5;

interface Options {
  sweepMs: number;
  /** Rejects where the agent could not be told. */
  cancel(task: UnwantedTask): Promise<void>;
  log(line: string): void;
}

/** Tells agents elsewhere that nobody waits for their work any more. As well as it can: nobody waits for that, either. */
export class RemoteCanceler {
  private readonly sweeps: Loop;

  constructor(
    private readonly tasks: RemoteTasks,
    private readonly options: Options,
  ) {
    const { sweepMs: everyMs, log } = options;
    this.sweeps = new Loop(() => this.sweepOnce(), { everyMs, what: "Looking for agents to stop", log });
  }

  start(): void {
    this.sweeps.start();
  }

  stop(): Promise<void> {
    return this.sweeps.stop();
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
