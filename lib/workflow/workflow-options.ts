import type { FieldDefinitions, ValuesOf } from "@/lib/engine/definition/field-definitions";
import type { MigrationDefinition } from "@/lib/engine/definition/migrations";
import type { ScheduleOptions } from "@/lib/engine/definition/schedules";
import type { Visibility } from "@/lib/engine/people";

export interface WorkflowOptions<I extends FieldDefinitions> {
  title: string;
  description?: string;
  version?: number;
  input: I;
  /**
   * Who sees its runs: with `"participants"` who started a run, whoever is or was asked in it, and admins. By default
   * everybody of the workspace does. A form that names nobody then asks the starter.
   */
  visibility?: Visibility;
  /**
   * A form or a signal that nobody answered for so many milliseconds fails the run; by default it waits for ever.
   * Branches that do not say go by it, too; timers end by themselves.
   */
  expireAfterMs?: number;
  /**
   * Runs that ended so many milliseconds ago are removed, with their branches; at least a day. `Infinity` keeps them
   * for ever; by default the installation decides. A branch is kept as long as the run it belongs to.
   */
  retentionMs?: number;
  /** Starts runs by itself: by cron expression and time zone, or every so many milliseconds. */
  schedules?: readonly ScheduleOptions<ValuesOf<I>>[];
  /** Moves paused runs of earlier versions to this one, once no running process knows theirs. */
  migrate?: MigrationDefinition | readonly MigrationDefinition[];
}
