import { holdpoint } from "@/lib/app";
import type { ShownReview } from "@/lib/contract/requests";
import { HoldpointError } from "@/lib/errors";
import type { ReviewView, RunView } from "@/lib/views/views";
import type { Principal } from "@/lib/words/people";

export interface OpenRequest extends ShownReview {
  review: ReviewView;
}

/**
 * Open reviews under the names that callers answer them by: the review's key, by default the step's name. Where
 * branches share a key, each has the end of its review's id after it, so a name never comes to mean another one.
 */
export function namedRequests(open: ReviewView[]): OpenRequest[] {
  const isAlone = (key: string) => open.filter((review) => review.key === key).length === 1;
  return open.map((review) => ({
    review,
    reviewId: review.id,
    requestId: isAlone(review.key) ? review.key : longName(review),
  }));
}

/**
 * The review that an answer is about. What the door showed this caller last counts, also when it is closed by now:
 * then the answer is told who was first, and does not slip into a form that nobody here has read. A caller who was
 * shown nothing means what is open. Null when nothing is.
 */
export function requestedReview(
  open: ReviewView[],
  shown: ShownReview[] | null,
  requestId: string | undefined,
): ShownReview | null {
  const now = namedRequests(open);
  if (requestId !== undefined) return named(requestId, now, shown);
  if (now.length > 1) throw severalWait(now);
  const [only = null] = now;
  if (!shown?.length || shown.some(({ reviewId }) => reviewId === only?.reviewId)) return only;
  return shown.at(-1) ?? null;
}

function named(requestId: string, now: OpenRequest[], shown: ShownReview[] | null): ShownReview {
  const found =
    shown?.find((one) => one.requestId === requestId) ??
    now.find((one) => [one.requestId, one.reviewId, longName(one.review)].includes(requestId));
  if (found) return found;
  if (now.some(({ review }) => review.key === requestId)) throw severalWait(now);
  throw new HoldpointError("not_found", `There is no open request "${requestId}". Open: ${names(now) || "none"}.`);
}

const severalWait = (now: OpenRequest[]) =>
  new HoldpointError("run_conflict", `Several requests wait. Say which one you answer: ${names(now)}.`);

const names = (now: OpenRequest[]) => now.map(({ requestId }) => requestId).join(", ");

const longName = ({ key, id }: ReviewView) => `${key}:${id.slice(-12)}`;

/** For an answer that finds nothing to answer: why what is open is not the caller's to answer, or who was first. */
export async function nothingWaits(by: Principal, { id, status, reviews }: RunView): Promise<HoldpointError> {
  const reason = reviews.find(({ may }) => may.reason !== undefined)?.may.reason;
  if (reason !== undefined) return new HoldpointError("forbidden", reason, { act: "answer" });
  const first = await holdpoint().operations.lastDecision(by, id);
  const now = hasEnded(status) ? `This run is ${status}` : "This run is at work";
  const sentences = [first, `${now}; nothing waits for an answer. Yours was not sent.`];
  return new HoldpointError("run_conflict", sentences.filter((one) => one !== null).join(" "));
}

export const hasEnded = (status: RunView["status"]) => status !== "running" && status !== "waiting";
