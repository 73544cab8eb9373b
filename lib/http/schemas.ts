import { z } from "zod";
import { LARGEST_INTEGER } from "@/lib/contract/largest-integer";
import { isBlankText } from "@/lib/text/hidden";
import type { Json } from "@/lib/views/json";

/** Schemas of everything a request can say. Messages follow the field's name: "limit must be ...". */

export const must = (kind: string) => ({
  error: (issue: { input?: unknown }) => (issue.input === undefined ? "is missing." : `must be ${kind}.`),
});

const empty = "must not be empty.";

/** Text of which something is seen. */
export const name = (length: number) =>
  z
    .string(must("text"))
    .min(1, { error: empty, abort: true })
    .max(length, `can have at most ${length} characters.`)
    .refine((text) => !isBlankText(text), empty);

/** Any JSON, `null` too, but not nothing at all. `unsafeParts` has seen it before. */
export const anyJson = z.unknown().refine((value) => value !== undefined, "is missing.");

export const json: z.ZodType<Json> = z.json();

export const jsonObject = z.record(z.string(), json, must("an object"));

export const body = <S extends z.ZodRawShape>(shape: S) => z.strictObject(shape, { error: bodyError });

function bodyError(issue: { code?: string }): string | undefined {
  return issue.code === "invalid_type" ? "must be a JSON object." : undefined;
}

export const startRunBody = body({
  workflow: name(200),
  input: jsonObject,
  model: name(200).optional(),
  dedupeKey: name(200).optional(),
});

export const turnBody = body({
  prompt: name(100_000),
  threadId: name(128).optional(),
});

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

export const emptyBody = body({});

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

const limit = z
  .string()
  .regex(/^[1-9]\d{0,2}$/, { error: "must be a whole number from 1 to 200.", abort: true })
  .transform(Number)
  .refine((value) => value <= 200, { error: "must be a whole number from 1 to 200." })
  .default(50);

const paging = { limit, cursor: name(500).optional() };

const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, { error: `must be one of: ${values.join(", ")}.` });

export const accountBody = z.strictObject({ mail: oneOf(["all", "assigned", "none"]) });

export const noQuery = z.strictObject({});
export const pageQuery = z.strictObject(paging);

const order = oneOf(["oldest", "newest"]).default("oldest");
const ordered = <Q extends { order: "oldest" | "newest" }>({ order, ...query }: Q) => ({
  ...query,
  newestFirst: order === "newest",
});
export const orderedQuery = z.strictObject({ ...paging, order }).transform(ordered);
export const stepsQuery = z
  .strictObject({ ...paging, order, data: oneOf(["with", "without"]).default("with") })
  .transform(({ data, ...query }) => ({ ...ordered(query), withoutData: data === "without" }));
export const branchesQuery = z.strictObject({
  ...paging,
  seq: z
    .string()
    .regex(/^[1-9]\d{0,8}$/, "must be the number of a visit, 1 or more.")
    .transform(Number)
    .optional(),
});
export const runsQuery = z
  .strictObject({
    ...paging,
    status: oneOf(["running", "waiting", "completed", "failed", "canceled"]).optional(),
    workflow: name(200).optional(),
    branches: oneOf(["with", "without"]).default("with"),
  })
  .transform(({ branches, ...query }) => ({ ...query, rootsOnly: branches === "without" }));
export const reviewsQuery = z
  .strictObject({
    ...paging,
    order,
    status: oneOf(["open", "decided", "expired", "canceled"]).optional(),
    asked: oneOf(["me", "anyone"]).default("anyone"),
    query: name(500).optional(),
  })
  .refine(({ query, status }) => query === undefined || status === "open", {
    path: ["query"],
    message: "goes with status=open: only what waits can be searched.",
  })
  .transform(ordered);

/** Either one run or the inbox. */
export const liveQuery = z
  .strictObject({ run: z.string().optional(), inbox: z.literal("1", "must be 1.").optional() })
  .refine(
    ({ run, inbox }) => (run === undefined) !== (inbox === undefined),
    "must say run=<id> or inbox=1, one of the two.",
  );
