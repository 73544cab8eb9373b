import { z } from "zod";
import { named } from "@/lib/features/component";
import { draftContent, review } from "@/lib/features/reviews/views";
import { json } from "@/lib/features/schemas";
import { actor, id, starter, step, time } from "@/lib/features/shapes";

const status = z.enum(["running", "waiting", "completed", "failed", "canceled"]);

export const runSummary = named(
  "RunSummary",
  z.strictObject({
    id,
    workflow: z.string(),
    version: z.string(),
    status,
    step: step.nullable().describe("Null at the end; a failed run names the step that failed."),
    input: json,
    output: json,
    error: z.strictObject({ code: z.string(), message: z.string(), step: z.string() }).nullable(),
    /** Says what it needs to go on. */
    blocked: z
      .strictObject({ needs: z.string() })
      .nullable()
      .describe("Set while no running process knows the run's version."),
    limited: z
      .boolean()
      .describe("True where what it has come to is for its participants; then step, output and error are null."),
    parentId: id.nullable(),
    parentSeq: z.int().nullable().describe("The visit of the parent that it is a branch of."),
    rootId: id,
    /** `replaced` names the steps whose outputs it began with others of; the event `run.forked` has both. */
    forkedFrom: z.strictObject({ runId: id, seq: z.int(), replaced: z.array(z.string()).optional() }).nullable(),
    startedBy: starter,
    models: z
      .array(z.string())
      .describe("Models that wrote in it, in its branches, and in the run it is a branch of up to then."),
    createdAt: time,
    updatedAt: time,
  }),
);

export const run = named(
  "Run",
  z.strictObject({
    ...runSummary.shape,
    visits: z.record(z.string(), z.int()).describe("Visits so far of each step, by its name."),
    reviews: z.array(review).describe("The open ones that you may see; `may` says which of them you may answer."),
  }),
  "One execution of a workflow.",
);

export const event = named("Event", z.strictObject({ seq: z.int(), type: z.string(), actor, data: json, at: time }));

export const draft = named("Draft", z.strictObject({ ...draftContent.shape, by: actor, createdAt: time }));

export const comment = named(
  "Comment",
  z.strictObject({ id, by: actor, text: z.string(), draftRevision: z.int().nullable(), createdAt: time }),
);

export const visit = named(
  "Visit",
  z.strictObject({
    seq: z.int(),
    step,
    kind: z.string(),
    visit: z.int(),
    attempt: z.int(),
    status: z.enum(["running", "waiting", "completed", "failed", "canceled"]),
    input: json,
    output: json,
    error: z.strictObject({ code: z.string(), message: z.string() }).nullable(),
    startedAt: time,
    endedAt: time.nullable(),
    model: z.string().nullable(),
    tokens: z.strictObject({ in: z.int(), out: z.int() }).nullable(),
  }),
  "One visit of one step.",
);

export const visitDetail = named(
  "VisitDetail",
  z.strictObject({
    ...visit.shape,
    began: z
      .strictObject({ data: z.record(z.string(), json), draftRevision: z.int().nullable() })
      .describe("What a rewind or a fork would begin with again."),
  }),
);

export const branch = named(
  "Branch",
  z.strictObject({
    /** The visit it is a branch of, and its place there. */
    seq: z.int(),
    index: z.int(),
    key: z.string(),
    /** Empty when there is none. */
    title: z.string().describe("The first text it was started with that its siblings don't share, shortened."),
    workflow: z.string(),
    /** `pending` while it has to wait for a place. */
    status: z.enum(["pending", ...status.options]),
    runId: id.nullable(),
    step: step.nullable(),
    error: z.strictObject({ message: z.string() }).nullable(),
    openReviews: z.int().describe("In it and its own branches, as far as you may answer them."),
    updatedAt: time.nullable(),
  }),
  "A child run that is to be, is or was.",
);

export type RunSummary = z.output<typeof runSummary>;
export type RunStatus = RunSummary["status"];
export type RunView = z.output<typeof run>;
export type EventView = z.output<typeof event>;
export type DraftView = z.output<typeof draft>;
export type CommentView = z.output<typeof comment>;
export type StepView = z.output<typeof visit>;
export type StepStatus = StepView["status"];
/** A visit and what it began with: what a rewind or a fork would begin with again. */
export type StepDetail = z.output<typeof visitDetail>;
export type BranchView = z.output<typeof branch>;
