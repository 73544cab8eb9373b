import { Loop } from "@/lib/loop";
import type { SchedulingPorts } from "@/lib/operations/ports";
import type { Lead } from "@/lib/operations/schedule-ports";
import { type DueSchedule, scheduleFingerprint, startScheduled, syncSchedules } from "@/lib/operations/start-scheduled";

const AT_ONCE = 20;
/** New workspaces get their schedules this much later at most. */
const SYNC_EVERY_MS = 30_000;

interface SchedulerOptions {
  sweepMs: number;
  log(line: string): void;
}

/**
 * Starts runs that are due by their schedule. In a rolling deploy the schedules of the process that started last
 * count, and processes of other code stand by until it has gone.
 */
export class Scheduler {
  private readonly sweeps: Loop;
  private syncedAt: number | null = null;

  constructor(
    private readonly ports: SchedulingPorts,
    private readonly options: SchedulerOptions,
  ) {
    const { sweepMs: everyMs, log } = options;
    this.sweeps = new Loop(() => this.sweepOnce(), { everyMs, what: "Looking for scheduled starts", log });
  }

  /** Once the process has been announced. After this its schedules are listed; starts are still being made. */
  async start(): Promise<void> {
    await this.takeLead().catch((error: unknown) => this.options.log(`The schedules are not listed yet: ${error}`));
    if (this.sweeps.stopped) return;
    this.sweeps.start();
    void this.sweeps.now();
  }

  stop(): Promise<void> {
    return this.sweeps.stop();
  }

  private async sweepOnce(): Promise<void> {
    const lead = await this.takeLead();
    for (let isDue = lead.leads && lead.due; isDue; ) {
      const due = await this.ports.schedules.due(AT_ONCE);
      let done = 0;
      for (const schedule of due) if (await this.startRuns(schedule)) done += 1;
      isDue = done === AT_ONCE;
    }
  }

  /** Makes the rows follow this code, where it is the one that counts. */
  private async takeLead(): Promise<Lead> {
    const { schedules, effects } = this.ports;
    const lead = await schedules.lead(effects.owner, scheduleFingerprint(this.ports));
    if (!lead.leads) {
      this.syncedAt = null;
      return lead;
    }
    if (this.syncedAt === null || performance.now() - this.syncedAt > SYNC_EVERY_MS) {
      await syncSchedules(this.ports, lead.now);
      // What it has made or moved may be due.
      lead.due = true;
      this.syncedAt = performance.now();
    }
    return lead;
  }

  /** One that fails does not hold up the others. */
  private async startRuns(due: DueSchedule): Promise<boolean> {
    if (this.sweeps.stopped) return false;
    try {
      return await startScheduled(this.ports, due);
    } catch (error) {
      const { workflow, name } = due;
      this.options.log(`Schedule "${name}" of ${workflow} could not start a run, trying again: ${String(error)}`);
      return false;
    }
  }
}
