import type { Assignee, Principal } from "@/lib/views/people";

/** A deadline says what happens when nobody answers: authors and admins move it, not those who are to answer. */
export function mayReschedule(by: Pick<Principal, "role">): boolean {
  return by.role !== "reviewer";
}

/** Who starts work may also stop it from starting by itself. */
export function mayPauseSchedules(by: Pick<Principal, "role">): boolean {
  return by.role !== "reviewer";
}

/** Entries decide where work and data go: authors and admins write them. */
export function mayEditAgents(by: Pick<Principal, "role">): boolean {
  return by.role !== "reviewer";
}

/** Whoever may see a review may answer it: assignees, anybody where there is none, and admins. */
export function mayAnswer(by: Principal, review: { workspaceId: string; assignee: Assignee | null }): boolean {
  if (review.workspaceId !== by.workspaceId) return false;
  if (by.role === "admin" || review.assignee === null) return true;
  switch (review.assignee.kind) {
    case "person":
      return review.assignee.id === by.userId;
    case "team":
      return by.teamIds.includes(review.assignee.id);
    case "role":
      return review.assignee.id === by.role;
  }
}
