import { stepAt } from "./advance";
import { failRun, walk } from "./fail";
import { isOverdue, reviewExpired } from "./on-review";
import type { Program } from "./program";
import { type Progress, SYSTEM } from "./progress";
import type { Snapshot } from "./types";

/** True when a timer, a deadline or the end of a wait has come, by the snapshot's clock. */
export function isTimeUp({ run, now }: Snapshot): boolean {
  if (run.status !== "waiting") return false;
  return [run.wakeAt, run.expiresAt].some((moment) => moment !== null && moment <= now);
}

export function timePassed(program: Program, progress: Progress): void {
  const { change, before } = progress;
  const step = stepAt(program, change.run.stepIndex);
  const { expiresAt, wakeAt } = before.run;
  // A deadline that came first counts first, although nobody was there to apply it.
  const wakesFirst = expiresAt && wakeAt && wakeAt <= expiresAt;
  if (expiresAt && expiresAt <= before.now && !wakesFirst) {
    return failRun(progress, {
      code: "expired",
      message: `Nobody ended the wait at ${step.name} in time.`,
      retryable: false,
    });
  }
  if (step.kind === "timer") {
    progress.record("timer.fired", SYSTEM, progress.visit(step));
    progress.closeVisit("completed", { output: before.now.toISOString() });
    return walk(program, progress, step.next);
  }
  const overdue = before.openReviews.filter((review) => isOverdue(review, before));
  for (const review of overdue) reviewExpired(program, progress, review);
}
