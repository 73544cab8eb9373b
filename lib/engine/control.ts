/** What events have in common by which people control a run. */
import type { Progress } from "./progress";
import type { Actor, Checkpoint, DraftContent } from "./types";

/** Whatever the run does or waits for now is over. */
export function leaveVisit(progress: Progress, by: Actor): void {
  const { change, before } = progress;
  const { status } = change.run;
  if (before.run.joining && by.kind !== "system") change.family = { kind: "cut", seen: before.family.answers };
  progress.closeOpenReviews();
  progress.cancelBranches();
  if (status === "running" || status === "waiting") progress.closeVisit("canceled", {});
}

/** As everybody reads it: who wrote it stands in its own row. */
export function draftOf({ draft }: Checkpoint): DraftContent | null {
  return draft && { revision: draft.revision, content: draft.content, format: draft.format };
}

/** Tells a repeat of the same request from another one. */
export const requestOf = ({ requestId }: { requestId?: string }): { [key: string]: string } =>
  requestId === undefined ? {} : { requestId };
