import type { AskingEffect } from "@/lib/engine/steps";
import { type Progress, SYSTEM } from "./progress";

/** All that the effect asked is answered: it runs again from its start, and gets the answers. */
export function resumeEffect(step: AskingEffect, progress: Progress): void {
  const { change } = progress;
  const { run } = change;
  progress.record("step.resumed", SYSTEM, progress.visit(step));
  run.status = "running";
  // What went wrong before the question does not count against what comes after it.
  run.attempt = 1;
  run.takeovers = 0;
  run.wakeAt = null;
  run.expiresAt = null;
  run.leaseOwner = null;
  progress.closeVisit("running", {});
  change.lease = { kind: "due", afterMs: 0 };
}
