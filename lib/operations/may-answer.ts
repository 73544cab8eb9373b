import { exclusionOf, type ReviewPeople } from "@/lib/engine/people";
import type { RunState } from "@/lib/engine/types";
import { mayAnswer as words } from "@/lib/messages/may-answer";
import type { MayAnswer, ReviewStatus } from "@/lib/views/views";
import { type Assignee, nameOf, namesOf, type Principal } from "@/lib/words/people";

interface Asking {
  workspaceId: string;
  status: ReviewStatus;
  stepName: string;
  assignee: Assignee | null;
  people: ReviewPeople | null;
}

/** Admins need not be named, and where nobody is, everybody is asked. */
export function isAsked(by: Principal, { workspaceId, assignee }: Pick<Asking, "workspaceId" | "assignee">): boolean {
  if (workspaceId !== by.workspaceId) return false;
  return by.role === "admin" || assignee === null || namesOf(by).includes(nameOf(assignee));
}

/** Whether somebody who sees a review may answer it, and if not, why: a sentence for them. What is closed asks nobody. */
export function mayOf(by: Principal, run: Pick<RunState, "people">, review: Asking): MayAnswer {
  if (review.status !== "open") return { answer: false };
  const reason = reasonNot(by, run, review);
  return reason === null ? { answer: true } : { answer: false, reason };
}

/** Null where nothing speaks against it. An admin need not be asked, but is left out like everybody else. */
export function reasonNot(by: Principal, run: Pick<RunState, "people">, review: Omit<Asking, "status">): string | null {
  const { assignee } = review;
  if (assignee && !isAsked(by, review)) return words.notAsked(assignee);
  const exclusion = exclusionOf(run, review, by.userId);
  switch (exclusion?.because) {
    case undefined:
      return null;
    case "starter":
      return words.starter;
    case "decided":
      return words.decided(exclusion?.step ?? "");
    case "answered":
      return words.answered;
  }
}
