import { stepAt } from "@/lib/engine/advance";
import { goOn } from "@/lib/engine/close-reviews";
import { walk } from "@/lib/engine/fail";
import { SYSTEM } from "@/lib/engine/progress";
import type { EventRule } from "./rule";

/** A process knows the run's version again: what was held meanwhile moves it on. */
export interface RunResumed {
  type: "run.resumed";
}

/** What was held moves the run on, as if it came now; decisions keep the time at which they were made. */
export const runResumed: EventRule<RunResumed> = {
  outdated: ({ run }) => (run.status === "waiting" && run.held !== null ? null : "nothing is held"),
  apply(program, progress) {
    const { run } = progress.change;
    const { heldAnswers = [] } = progress.before;
    progress.record("run.resumed", SYSTEM, { version: run.version, answers: run.held?.length ?? 0 });
    run.held = null;
    const step = stepAt(program, run.stepIndex);
    if (step.kind !== "signal") {
      if (heldAnswers.length > 0) goOn(program, progress, "decided", heldAnswers);
      return;
    }
    const kept = progress.takeSignal(step.signal);
    if (!kept) return;
    progress.closeVisit("completed", { output: kept.data });
    walk(program, progress, step.next);
  },
};
