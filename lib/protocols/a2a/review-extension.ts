import { z } from "zod";
import { toJsonSchema } from "@/lib/forms/json-schema";
import type { ReviewView } from "@/lib/views/views";

/** The extension by which a waiting task says what it asks and how to answer. The same at every Holdpoint. */
export const REVIEW_EXTENSION = "urn:holdpoint:a2a:review:v1";

const action = z.object({ name: z.string(), label: z.string(), requires: z.array(z.string()) });

/** What is asked: a data part of the status message, one for each open review. */
export const reviewData = z.object({
  reviewId: z.string(),
  workflow: z.string(),
  step: z.object({ index: z.int(), name: z.string() }),
  title: z.string(),
  /** Null where the form shows no draft. */
  draftRevision: z.int().nullable(),
  /** Markdown. */
  draft: z.string().nullable(),
  /** JSON Schema (draft 2020-12) of `values`; buttons may require more of them. */
  schema: z.record(z.string(), z.unknown()),
  actions: z.array(action),
  /** ISO 8601; null for no deadline. */
  dueAt: z.string().nullable(),
});

export type ReviewData = z.output<typeof reviewData>;

/** The answer: a data part of a message with the task's id. Without `reviewId` it is about what was shown last. */
export const answerData = z.strictObject({
  reviewId: z.string().max(200).optional(),
  action: z.string().max(200).optional(),
  values: z.record(z.string(), z.json()),
  /** Refused where another draft is shown by now. */
  draftRevision: z.int().min(1).optional(),
});

export function dataOfReview(review: ReviewView): ReviewData {
  const { id, workflow, step, title, draft, form, dueAt } = review;
  return {
    reviewId: id,
    workflow,
    step,
    title,
    draftRevision: draft?.revision ?? null,
    draft: draft?.content ?? null,
    schema: toJsonSchema(form).schema,
    actions: form.actions.map(({ name, label, requires }) => ({ name, label, requires })),
    dueAt,
  };
}

/** The extension as programs read it: JSON Schemas of both data parts. */
export const reviewExtensionDocument = () => ({
  uri: REVIEW_EXTENSION,
  question: z.toJSONSchema(reviewData),
  answer: z.toJSONSchema(answerData),
});
