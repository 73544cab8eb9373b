import type { Schedule, Timing } from "@/lib/engine/program";
import type { Actor } from "@/lib/words/people";

/** A schedule as the code has it now. */
export interface AnnouncedSchedule {
  workflow: string;
  name: string;
  timing: Timing;
  missed: Schedule["missed"];
  /** Its first start from now on. */
  nextAt: Date | null;
}

/** A schedule of one workspace. */
export interface ScheduleRecord extends Omit<AnnouncedSchedule, "nextAt"> {
  id: string;
  workspaceId: string;
  enabled: boolean;
  pausedBy: Actor | null;
  /** The oldest start that was not made; null while paused. */
  nextAt: Date | null;
  /** The moment the last start was meant for. */
  lastAt: Date | null;
  /** Null also where that run has been removed. */
  lastRunId: string | null;
  /** Why the last start was not made. */
  error: string | null;
}

/** Whether this process' schedules count, whether some start has come, and the database's clock. */
export interface Lead {
  leads: boolean;
  due: boolean;
  now: Date;
}

export interface ScheduleStore {
  /**
   * Says that `owner` goes by these schedules, and answers whether they are those of the process that started
   * last: the others stand by.
   */
  lead(owner: string, fingerprint: string): Promise<Lead>;
  /** Makes the rows of all workspaces agree with the code. A start that is due stays due unless the times changed. */
  sync(announced: AnnouncedSchedule[]): Promise<void>;
  /** Schedules with a start that has come, longest due first. */
  due(limit: number): Promise<(ScheduleRecord & { nextAt: Date; now: Date })[]>;
  /** Goes on from the start that was due; false when somebody else did. */
  advance(id: string, due: Date, to: Advanced): Promise<boolean>;
  /** Those the code has, in the order of workflow and name. */
  list(workspaceId: string): Promise<ScheduleRecord[]>;
  /** With the database's clock; null when the workspace has no such schedule. */
  find(workspaceId: string, id: string): Promise<(ScheduleRecord & { now: Date }) | null>;
  /** False when it was changed since it was read. */
  setEnabled(was: ScheduleRecord, to: { enabled: boolean; by: Actor; nextAt: Date | null }): Promise<boolean>;
}

export interface Advanced {
  nextAt: Date | null;
  /** What became of the start; absent where it was skipped. */
  start?: { at: Date; runId: string } | { at: Date; error: string };
}
