import { z } from "zod";
import { anyJson, body, must, name, threadId } from "@/lib/features/schemas";

const MOST_RESULTS = 50;

const results = `a whole number from 1 to ${MOST_RESULTS}`;

const maxResults = z
  .union(
    [z.int().min(1, `must be ${results}.`).max(MOST_RESULTS, `must be ${results}.`), z.literal(""), z.null()],
    must(results),
  )
  .optional()
  .transform((value) => (typeof value === "number" ? value : undefined));

export const chatBody = body({
  prompt: name(100_000),
  /** How many agents to suggest for a task, at most. */
  max_results: maxResults,
  /** The caller's own id of the thread, new or known; without it the thread gets one. */
  thread_id: threadId
    .nullable()
    .optional()
    .transform((id) => id || undefined),
});

export type ChatBody = z.output<typeof chatBody>;

export const continueBody = body({
  /** Text, or an object of field values and `action`. */
  response: anyJson,
  thread_id: threadId.refine((id) => id !== "", "must not be empty."),
});

export type ContinueBody = z.output<typeof continueBody>;

const pair = z.strictObject({
  task: z.string(),
  agent: z.strictObject({ id: z.string(), name: z.string() }),
  /** How well the agent fits the task, from 0 to 1. */
  score: z.number(),
});

export const chatAnswer = z.strictObject({
  thread_id: z.string(),
  status: z.enum(["pending_user_input", "completed", "error", "running"]),
  question_for_user: z.string().nullable(),
  requires_user_input: z.boolean(),
  final_response: z.string().nullable(),
  task_agent_pairs: z.array(pair),
  error_message: z.string().nullable(),
});

export type ChatAnswer = z.output<typeof chatAnswer>;

export const taskAgentPairs = z.looseObject({ task_agent_pairs: z.array(pair) });

/** What a WebSocket may say. */
export const socketMessage = z.discriminatedUnion(
  "type",
  [
    chatBody.safeExtend({ type: z.literal("start") }),
    continueBody.safeExtend({ type: z.literal("continue") }),
    body({ type: z.literal("subscribe"), thread_id: continueBody.shape.thread_id }),
  ],
  {
    error: ({ code }) =>
      code === "invalid_union" ? "must be start, continue or subscribe." : "must be a JSON object.",
  },
);

export type SocketMessage = z.output<typeof socketMessage>;
