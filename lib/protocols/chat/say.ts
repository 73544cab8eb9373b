import { holdpoint } from "@/lib/app";
import type { ShownReview, ThreadNow } from "@/lib/contract/requests";
import { HoldpointError, isNotFound } from "@/lib/errors";
import { hasEnded, nothingWaits } from "@/lib/protocols/requests";
import { asksOf } from "@/lib/views/run";
import type { Json, RunView } from "@/lib/views/views";
import type { Principal } from "@/lib/words/people";
import type { ChatBody } from "./schemas";

const DOOR = "chat";

/** What somebody can have seen: what their connection was sent last, or what was shown when their request came in. */
export type Seen = { reviews: ShownReview[] } | { arrivedAt: number };

/** Times of what was shown are kept to the millisecond. */
const ROUNDING_MS = 1;

/** A prompt begins a turn; while the thread waits it is the answer to what was asked there. */
export async function say(
  by: Principal,
  { prompt, max_results, thread_id }: ChatBody,
  { runId, ...seen }: Seen & { runId?: string },
): Promise<ThreadNow> {
  const { operations } = holdpoint();
  const seenBy = sight(seen);
  const known = thread_id === undefined ? null : await operations.getThread(by, thread_id).catch(unlessMissing);
  // Sent again after its answer was lost.
  if (known && known.run.id === runId) return known;
  if (known && asksOf(known.run).length > 0) return answer(by, known, prompt, seenBy(known) ?? []);
  return operations.startTurn(by, { prompt, threadId: thread_id, maxResults: max_results, runId });
}

/** Answers what the thread asks. Who was shown nothing by this door means what is open. */
export async function reply(by: Principal, threadId: string, response: Json, seen: Seen): Promise<ThreadNow> {
  const seenBy = sight(seen);
  const thread = await holdpoint().operations.getThread(by, threadId);
  return answer(by, thread, response, seenBy(thread) ?? questionOf(thread));
}

/**
 * Reads what the sender has seen from a thread that is read after this: null when nothing was ever shown, nothing when
 * what is shown by then came after the request.
 */
function sight(seen: Seen): (thread: ThreadNow) => ShownReview[] | null {
  if ("reviews" in seen) return () => seen.reviews;
  const underWayMs = performance.now() - seen.arrivedAt;
  return ({ shown }) => shown && (shown.forMs + ROUNDING_MS >= underWayMs ? shown.reviews : []);
}

/**
 * The answer is about the question that its sender has seen, also when it is closed by now: then it is told who was
 * first, and does not slip into a question that nobody here has read.
 */
async function answer(by: Principal, thread: ThreadNow, response: Json, [review]: ShownReview[]): Promise<ThreadNow> {
  const { operations } = holdpoint();
  const { run } = thread;
  if (hasEnded(run.status)) throw await nothingWaits(by, run);
  if (!review) throw asksOf(run).length > 0 ? await unseen(by, run) : await nothingWaits(by, run);
  await operations.answerReview(by, review.reviewId, response);
  return operations.getThread(by, thread.threadId);
}

/** The question that is shown of a run; none while nothing waits. */
export function questionOf({ run }: Pick<ThreadNow, "run">): ShownReview[] {
  const [review] = asksOf(run);
  return review ? [{ requestId: review.key, reviewId: review.id }] : [];
}

/** Remembers which question the caller has seen. */
export async function noteSeen(by: Principal, thread: Pick<ThreadNow, "run">): Promise<void> {
  const { run } = thread;
  const reviews = questionOf(thread);
  if (!hasEnded(run.status)) await holdpoint().operations.noteShown(by, { runId: run.id, door: DOOR, reviews });
}

function unlessMissing(error: unknown): null {
  if (isNotFound(error)) return null;
  throw error;
}

async function unseen(by: Principal, { id }: RunView): Promise<HoldpointError> {
  const first = await holdpoint().operations.lastDecision(by, id);
  const news = "A question has come up that you have not seen. Ask for the thread's status, then answer.";
  return new HoldpointError("run_conflict", `${first ?? news} Your answer was not sent.`);
}
