import { z } from "zod";
import { named } from "@/lib/features/component";
import { form } from "@/lib/features/form-shapes";
import { json } from "@/lib/features/schemas";
import { actor, assignee, id, step, time } from "@/lib/features/shapes";

export const draftContent = named(
  "DraftContent",
  z.strictObject({ revision: z.int(), content: z.string(), format: z.literal("markdown") }),
);

const decision = named(
  "Decision",
  z.strictObject({ by: actor, action: z.string(), values: z.record(z.string(), json), at: time }),
);

const mayAnswer = z.strictObject({ answer: z.boolean(), reason: z.string().optional() });

export const review = named(
  "Review",
  z.strictObject({
    id,
    runId: id,
    rootRunId: id,
    workflow: z.string(),
    step,
    visit: z.int(),
    key: z.string().describe("Tells apart reviews of one visit; by default the step's name."),
    status: z.enum(["open", "decided", "expired", "canceled"]),
    title: z.string(),
    description: z.string(),
    form,
    draft: draftContent.nullable(),
    decision: decision.nullable(),
    assignee: assignee.nullable(),
    may: mayAnswer.describe("Whether you may answer it; `reason` says why not, where others may."),
    dueAt: time.nullable(),
    createdAt: time,
  }),
  "A form waiting for people.",
);

/** A review in a list; `draft` is null where the list was asked for without drafts. */
export const reviewSummary = named(
  "ReviewSummary",
  z.strictObject({ ...review.shape, draftRevision: z.int().nullable() }),
);

/** Past 1,000 nobody counts on. */
export const reviewCount = named("ReviewCount", z.strictObject({ open: z.int() }), "At most 1000.");

export type DraftContent = z.output<typeof draftContent>;
export type DecisionView = z.output<typeof decision>;
/** Whether whoever reads a review may answer it; `reason` is a sentence for them where others may. */
export type MayAnswer = z.output<typeof mayAnswer>;
export type ReviewView = z.output<typeof review>;
export type ReviewStatus = ReviewView["status"];
export type ReviewSummary = z.output<typeof reviewSummary>;
export type ReviewCount = z.output<typeof reviewCount>;
