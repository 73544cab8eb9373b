import { stepAt } from "@/lib/engine/advance";
import { isOverdue, reviewExpired } from "@/lib/engine/close-reviews";
import { failRun, walk } from "@/lib/engine/fail";
import { SYSTEM } from "@/lib/engine/progress";
import type { Snapshot } from "@/lib/engine/types";
import type { EventRule } from "./rule";

/** Something may be due by the snapshot's clock: a timer, a deadline, the end of a wait. */
export interface TimePassed {
  type: "time.passed";
}

export const timePassed: EventRule<TimePassed> = {
  comesAfterHeld: true,
  outdated: (snapshot) => (isTimeUp(snapshot) ? null : "nothing is due"),
  apply(program, progress) {
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
  },
};

/** True when a timer, a deadline or the end of a wait has come, by the snapshot's clock. */
function isTimeUp({ run, now }: Snapshot): boolean {
  if (run.status !== "waiting") return false;
  return [run.wakeAt, run.expiresAt].some((moment) => moment !== null && moment <= now);
}
