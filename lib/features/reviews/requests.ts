import { z } from "zod";
import { body, jsonObject, must, name, oneOf, order, ordered, paging } from "@/lib/features/schemas";
import { review } from "./views";

export const reviewsQuery = z
  .strictObject({
    ...paging,
    order,
    status: oneOf(review.shape.status.options).optional(),
    /** `me`: those that the caller may answer, or might have. Otherwise all that they may see. */
    asked: oneOf(["me", "anyone"]).default("anyone"),
    /** All words of it are in the title or the workflow's name; the last may be only begun. */
    query: name(500).optional(),
  })
  .refine(({ query, status }) => query === undefined || status === "open", {
    path: ["query"],
    message: "goes with status=open: only what waits can be searched.",
  })
  .transform(ordered);

/** `values` are judged by the form that the review shows, not here. */
export const decisionBody = body({
  action: name(200),
  values: jsonObject.default({}),
  draftRevision: z.int(must("a whole number, 1 or more")).min(1, "must be a whole number, 1 or more.").optional(),
});

const moment = "must be a time such as 2027-01-31T12:00:00Z, or null for none.";

export const rescheduleBody = body({
  dueAt: z.iso
    .datetime({
      offset: true,
      error: (issue) => (issue.input === undefined ? "is missing; null takes it away." : moment),
    })
    .transform((text) => new Date(text))
    .refine((date) => !Number.isNaN(date.getTime()), moment)
    .nullable(),
});
