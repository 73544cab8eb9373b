import type { StepBase } from "@/lib/engine/program";
import { SYSTEM } from "@/lib/engine/progress";
import { type Context, EngineError } from "@/lib/engine/types";
import { config, target } from "./config";
import type { StepCommon, StepKind } from "./kind";

export interface TimerDefinition extends StepCommon {
  kind: "timer";
  until(context: Context): number | Date;
  next?: string;
}

export interface TimerStep extends StepBase {
  kind: "timer";
  next: number;
  /** Milliseconds to wait, or the moment to wait for. */
  until(context: Context): number | Date;
}

export const timer: StepKind<TimerDefinition, TimerStep> = {
  word: "timer",
  icon: "clock",
  config: config({ next: target }),
  ways: ({ next }) => [{ to: next, on: "next" }],
  shape: ({ next }) => ({ next }),
  compile: ({ until, next }, resolve) => ({ until, next: resolve(next) }),
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
