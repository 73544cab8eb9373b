import { type Exclusion, exclusionOf, startersOf } from "@/lib/engine/people";
import type { RunState } from "@/lib/engine/types";
import { HoldpointError } from "@/lib/errors";
import type { Principal } from "@/lib/views/people";
import { mayAnswer } from "./permissions";
import type { ReviewBelow } from "./records";
import { rights } from "./rights";

/** What may be done to a run as a whole. */
export type RunAct = "cancel" | "retry" | "rewind" | "fork" | "signal" | "migrate";

/** What an act would touch. */
export interface Reach {
  run: Pick<RunState, "startedBy" | "people" | "parentId" | "visit">;
  /** Of the run and its branches; for a signal, those that it could close. */
  reviews: ReviewBelow[];
  /** The visit that the act goes back to, or concerns. */
  seq: number;
  /** A fork that replaces outputs. */
  withData?: boolean;
}

/**
 * Why this person may not do this, and who may; null when they may. Nobody makes a review go away that they may not
 * answer, and nobody undoes or carries over what others decided, but an admin, whose act the history names.
 */
export function mayAct(by: Principal, act: RunAct, reach: Reach): string | null {
  if (by.role === "admin") return null;
  const { run, reviews, seq } = reach;
  const isStarter = startersOf(run).includes(by.userId);
  const open = reviews.some((review) => review.status === "open" && !mayDecide(by, review));
  const decided = reviews.filter((review) => review.by?.kind === "person" && review.by.id !== by.userId);
  switch (act) {
    case "cancel":
      return mayCancel(by, reach, isStarter, open);
    case "retry":
      if (!isStarter && by.role !== "author") return rights.retry.others;
      // Whoever answered there is asked anew; code and agents go on with the answers they got.
      return run.visit?.kind === "form" && decided.some(({ under }) => under >= seq) ? rights.retry.decided : null;
    case "rewind":
      if (by.role !== "author") return rights.rewind.role;
      if (decided.some(({ under }) => under >= seq)) return rights.rewind.decided;
      if (decided.some(({ people }) => people !== null)) return rights.rewind.carried;
      return open ? rights.rewind.open : null;
    case "fork":
      if (by.role !== "author") return rights.fork.role;
      if (reach.withData) return rights.fork.data;
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

/** Asked, or an admin; and not left out by the form's people policy. */
function mayDecide(by: Principal, review: ReviewBelow): boolean {
  return mayAnswer(by, review) && exclusionOf({ people: review.runPeople }, review, by.userId) === null;
}

export function exclusionSentence({ because, step }: Exclusion): string {
  return because === "decided" ? rights.answer.decided(step ?? "") : rights.answer[because];
}

export const forbidden = (message: string, details: Record<string, unknown> = {}) =>
  new HoldpointError("forbidden", message, details);
