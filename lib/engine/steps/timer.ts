import type { TimerStep } from "@/lib/engine/program";
import { SYSTEM } from "@/lib/engine/progress";
import { EngineError } from "@/lib/engine/types";
import type { StepRule } from "./rule";

export const timer: StepRule<TimerStep> = {
  enter(_, step, progress) {
    progress.openVisit(step, "waiting");
    const until = step.until(progress.context());
    const wakeAt = until instanceof Date ? until : new Date(progress.before.now.getTime() + until);
    if (Number.isNaN(wakeAt.getTime())) throw new EngineError("no_such_time", `${step.name} waits for no valid time.`);
    // It ends by itself: nobody has abandoned it.
    progress.wait(wakeAt, null);
    progress.record("timer.set", SYSTEM, { ...progress.visit(step), until: wakeAt.toISOString() });
    return null;
  },
};
