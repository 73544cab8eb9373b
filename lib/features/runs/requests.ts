import { z } from "zod";
import { anyJson, body, jsonObject, must, name, oneOf, order, ordered, paging } from "@/lib/features/schemas";
import { LARGEST_INTEGER } from "@/lib/json/largest-integer";
import { runSummary } from "./views";

export const startRunBody = body({
  workflow: name(200),
  input: jsonObject,
  model: name(200).optional(),
  dedupeKey: name(200).optional(),
});

export const cancelBody = body({
  reason: z.string(must("text")).max(1_000, "can have at most 1000 characters.").optional(),
});

const seq = z
  .int(must("the number of a visit, 1 or more"))
  .min(1, "must be the number of a visit, 1 or more.")
  .max(LARGEST_INTEGER, "is no number that a visit can have.");

export const rewindBody = body({ seq });

export const forkBody = body({ seq, data: jsonObject.optional() });

export const signalBody = body({
  name: name(200),
  id: name(200).optional(),
  data: anyJson,
});

export const runsQuery = z
  .strictObject({
    ...paging,
    status: oneOf(runSummary.shape.status.options).optional(),
    workflow: name(200).optional(),
    branches: oneOf(["with", "without"]).default("with"),
  })
  .transform(({ branches, ...query }) => ({ ...query, rootsOnly: branches === "without" }));

export const orderedQuery = z.strictObject({ ...paging, order }).transform(ordered);

export const stepsQuery = z
  .strictObject({ ...paging, order, data: oneOf(["with", "without"]).default("with") })
  .transform(({ data, ...query }) => ({
    ...ordered(query),
    /** Input and output are null then: they can be long. */
    withoutData: data === "without",
  }));

export const branchesQuery = z.strictObject({
  ...paging,
  /** Of this visit only. */
  seq: z
    .string()
    .regex(/^[1-9]\d{0,8}$/, "must be the number of a visit, 1 or more.")
    .transform(Number)
    .optional(),
});
