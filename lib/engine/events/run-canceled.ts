import { leaveVisit } from "@/lib/engine/control";
import { statusIs } from "@/lib/engine/ignored";
import type { Progress } from "@/lib/engine/progress";
import type { Actor } from "@/lib/engine/types";
import type { EventRule } from "./rule";

export interface RunCanceled {
  type: "run.canceled";
  by: Actor;
  reason: string;
}

/** Ends the run for good; its reviews close. The same whatever the version. */
export const runCanceled: EventRule<RunCanceled> = {
  countsWhenLost: true,
  outdated: ({ run: { status } }) => (status === "completed" || status === "canceled" ? statusIs(status) : null),
  apply: (_, progress, event) => cancel(progress, event),
  applyWithoutProgram: cancel,
};

function cancel(progress: Progress, event: RunCanceled): void {
  leaveVisit(progress, event.by);
  progress.record("run.canceled", event.by, { reason: event.reason });
  progress.change.run.error = null;
  progress.end("canceled");
}
