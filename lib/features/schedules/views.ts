import { z } from "zod";
import { named } from "@/lib/features/component";
import { actor, id, time } from "@/lib/features/shapes";

/** A schedule of one workflow. It has either `cron` and `timeZone`, or `everyMs`; the others are null. */
export const schedule = named(
  "Schedule",
  z.strictObject({
    id,
    workflow: z.string(),
    name: z.string(),
    cron: z.string().nullable(),
    timeZone: z.string().nullable(),
    everyMs: z.int().nullable().describe("Milliseconds; either this, or `cron` and `timeZone`."),
    missed: z.enum(["skip", "catch-up"]),
    enabled: z.boolean(),
    /** Who paused it, while it is not enabled. */
    pausedBy: actor.nullable(),
    nextAt: time.nullable().describe("Null while it is paused."),
    lastAt: time.nullable().describe("The moment the last start was meant for."),
    lastRunId: id.nullable().describe("The run of that start; null where it has been removed."),
    error: z.string().nullable().describe("Why the last start was not made."),
  }),
  "Starts a workflow without anybody.",
);

export type ScheduleView = z.output<typeof schedule>;
