import { z } from "zod";
import { named } from "@/lib/features/component";
import { run, runSummary } from "@/lib/features/runs/views";
import { time } from "@/lib/features/shapes";

/** A conversation of one person; each of its turns is a run. */
export const thread = named(
  "Thread",
  z.strictObject({
    id: z.string().describe("Your own id of it, or the id of its first run."),
    title: z.string(),
    /** What its turns are runs of. */
    workflow: z.string(),
    /** Of its last turn. */
    status: runSummary.shape.status,
    turns: z.int(),
    createdAt: time,
    /** When its last turn began. */
    updatedAt: time,
  }),
);

export const turn = named("Turn", z.strictObject({ number: z.int(), run: runSummary }));

export const startedTurn = z.strictObject({ threadId: z.string(), run });

export type ThreadView = z.output<typeof thread>;
export type TurnView = z.output<typeof turn>;
