import { z } from "zod";
import { hasDotSegment } from "@/lib/text/dot-segment";
import { isBlankText } from "@/lib/text/hidden";
import type { Json } from "@/lib/words/json";

/** What schemas of requests are made of. Messages follow the field's name: "limit must be ...". */

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

const LONGEST_THREAD_ID = 128;

/** Any text that its user likes and that a path can hold. */
export const threadId = z
  .string(must("text"))
  .refine((id) => [...id].length <= LONGEST_THREAD_ID, `can have at most ${LONGEST_THREAD_ID} characters.`)
  .refine((id) => !hasDotSegment(id), "can't be . or .., nor have such a part between slashes.");

/** Any JSON, `null` too, but not nothing at all. `unsafeParts` has seen it before. */
export const anyJson = z.unknown().refine((value) => value !== undefined, "is missing.");

export const json: z.ZodType<Json> = z.json();

export const jsonObject = z.record(z.string(), json, must("an object"));

export const body = <S extends z.ZodRawShape>(shape: S) => z.strictObject(shape, { error: bodyError });

function bodyError(issue: { code?: string }): string | undefined {
  return issue.code === "invalid_type" ? "must be a JSON object." : undefined;
}

export const emptyBody = body({});

const limit = z
  .string()
  .regex(/^[1-9]\d{0,2}$/, { error: "must be a whole number from 1 to 200.", abort: true })
  .transform(Number)
  .refine((value) => value <= 200, { error: "must be a whole number from 1 to 200." })
  .default(50);

export const paging = { limit, cursor: name(500).optional() };

export const oneOf = <const T extends readonly string[]>(values: T) =>
  z.enum(values, { error: `must be one of: ${values.join(", ")}.` });

export const noQuery = z.strictObject({});
export const pageQuery = z.strictObject(paging);

export const order = oneOf(["oldest", "newest"]).default("oldest");
export const ordered = <Q extends { order: "oldest" | "newest" }>({ order, ...query }: Q) => ({
  ...query,
  newestFirst: order === "newest",
});

/** Either one run or the inbox. */
export const liveQuery = z
  .strictObject({ run: z.string().optional(), inbox: z.literal("1", "must be 1.").optional() })
  .refine(
    ({ run, inbox }) => (run === undefined) !== (inbox === undefined),
    "must say run=<id> or inbox=1, one of the two.",
  );
