import type { Schedule, Timing } from "@/lib/engine/program";
import type { Json } from "@/lib/engine/types";

/** When: a cron expression of five fields in a time zone (UTC when none is said), or an interval. */
type When =
  | { cron: string; timeZone?: string; everyMs?: never }
  /** Milliseconds between starts, at least 10,000, counted from 1970-01-01T00:00Z. */
  | { everyMs: number; cron?: never; timeZone?: never };

interface Common {
  /** Needed where a workflow has several. Keep it when you change the rest: it is the same schedule then. */
  name?: string;
  /** Starts that nobody was there for: `skip` (the default) drops them, `catch-up` makes each of the last 100. */
  missed?: "skip" | "catch-up";
}

/** The run's input: fixed, or computed for the moment the start was meant for. */
type InputOf<Input> = Input | ((at: Date) => Input);

export type ScheduleOptions<Input> = When &
  Common &
  (Record<never, never> extends Input ? { input?: InputOf<Input> } : { input: InputOf<Input> });

/** A schedule as written. */
export type ScheduleDefinition = When & Common & { input?: Json | ((at: Date) => Json) };

export function compileSchedules(definitions: readonly ScheduleDefinition[]): Schedule[] {
  return definitions.map((definition) => ({
    name: definition.name ?? "default",
    timing: timingOf(definition),
    missed: definition.missed ?? "skip",
    input: definition.input ?? {},
  }));
}

function timingOf({ cron, timeZone = "UTC", everyMs }: When): Timing {
  return everyMs === undefined ? { cron, timeZone } : { everyMs };
}
