import { startersOf } from "@/lib/engine/people";
import type { RunState } from "@/lib/engine/types";
import { HoldpointError } from "@/lib/errors";
import { rights } from "@/lib/messages/rights";
import type { Principal } from "@/lib/words/people";
import { reasonNot } from "./may-answer";
import type { ReviewBelow, ReviewSnapshot } from "./records";

/** What may be done to a run as a whole. */
export type RunAct = "cancel" | "retry" | "rewind" | "fork" | "signal" | "migrate";

/** What may be done to a review. */
type ReviewAct = "answer" | "reschedule";

/** What may be done to what the workspace has. */
type WorkspaceAct = "pauseSchedules" | "editAgents";

/** A review, and the run that it is of. */
interface ReviewOf {
  run: Pick<RunState, "people">;
  review: Parameters<typeof reasonNot>[2];
}

/** What an act would touch. */
export interface Reach {
  run: Pick<RunState, "startedBy" | "people" | "parentId" | "visit">;
  /** Of the run and its branches; for a signal, those that it could close. */
  reviews: ReviewBelow[];
  /** The visit that the act goes back to, or concerns. */
  seq: number;
  /** Something of the run is hidden from the caller. */
  limited?: boolean;
  /** A fork that replaces outputs. */
  withData?: boolean;
}

/**
 * Why this person may not do this, and who may; null when they may. Nobody makes a review go away that they may not
 * answer, and nobody undoes or carries over what others decided, but an admin, whose act the history names.
 */
export function mayAct(by: Principal, act: RunAct, reach: Reach): string | null;
export function mayAct(by: Principal, act: ReviewAct, of: ReviewOf): string | null;
export function mayAct(by: Principal, act: WorkspaceAct): string | null;
export function mayAct(by: Principal, act: RunAct | ReviewAct | WorkspaceAct, on?: Reach | ReviewOf): string | null {
  switch (act) {
    case "pauseSchedules":
    case "editAgents":
      return by.role === "reviewer" ? rights[act] : null;
    case "answer":
    case "reschedule": {
      const { run, review } = on as ReviewOf;
      if (act === "answer") return reasonNot(by, run, review);
      if (by.role === "reviewer") return rights.reschedule.role;
      return reasonNot(by, run, review) === null ? null : rights.reschedule.answer;
    }
    default:
      return by.role === "admin" ? null : mayControl(by, act, on as Reach);
  }
}

function mayControl(by: Principal, act: RunAct, reach: Reach): string | null {
  const { run, reviews, seq } = reach;
  const isStarter = startersOf(run).includes(by.userId);
  // What somebody does not see they can't judge.
  const open =
    reach.limited ||
    reviews.some((review) => review.status === "open" && reasonNot(by, { people: review.runPeople }, review) !== null);
  const decided = reviews.filter((review) => review.by?.kind === "person" && review.by.id !== by.userId);
  switch (act) {
    case "cancel":
      return mayCancel(by, reach, isStarter, open);
    case "retry":
      if (!isStarter && by.role !== "author") return rights.retry.others;
      // Whoever answered there, or in its branches, is asked anew; code and agents go on with the answers they got.
      if (run.visit?.kind === "code" || run.visit?.kind === "agent") return null;
      return decided.some(({ under }) => under >= seq) ? rights.retry.decided : null;
    case "rewind":
      if (by.role !== "author") return rights.rewind.role;
      if (reach.limited) return rights.rewind.open;
      if (decided.some(({ under }) => under >= seq)) return rights.rewind.decided;
      if (decided.some(({ people }) => people !== null)) return rights.rewind.carried;
      return open ? rights.rewind.open : null;
    case "fork":
      if (by.role !== "author") return rights.fork.role;
      if (reach.withData) return rights.fork.data;
      if (reach.limited) return rights.fork.open;
      if (decided.length > 0) return rights.fork.decided;
      return open ? rights.fork.open : null;
    case "signal":
      if (by.role !== "author") return rights.signal.role;
      return open ? rights.signal.open : null;
    case "migrate":
      if (by.role !== "author") return rights.migrate.role;
      if (decided.some(({ under }) => under >= seq)) return rights.migrate.decided;
      return open ? rights.migrate.open : null;
  }
}

function mayCancel(by: Principal, { run, reviews }: Reach, isStarter: boolean, open: boolean): string | null {
  const answered = reviews.some((review) => review.by?.kind === "person");
  if (isStarter && run.parentId === null && !answered) return null;
  if (by.role === "author") return open ? rights.cancel.open : null;
  if (!isStarter) return rights.cancel.others;
  return run.parentId === null ? rights.cancel.answered : rights.cancel.branch;
}

/** Refuses what the caller may not do to a review. That an answer of theirs can't count is the engine's doing. */
export function checkMay(
  by: Principal,
  act: ReviewAct,
  { review, snapshot: { run } }: Pick<ReviewSnapshot, "review" | "snapshot">,
): void {
  const reason = mayAct(by, act, { run, review });
  if (reason !== null) throw forbidden(reason, { act });
}

export const forbidden = (message: string, details: Record<string, unknown> = {}) =>
  new HoldpointError("forbidden", message, details);
