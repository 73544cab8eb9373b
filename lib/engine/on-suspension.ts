import { stepAt } from "./advance";
import { openAll } from "./open-reviews";
import type { AskingEffect, Program } from "./program";
import { type Progress, SYSTEM } from "./progress";
import { EngineError, type EventOf } from "./types";

/** An effect asked people: its questions open, and the visit goes on waiting. */
export function effectSuspended(program: Program, progress: Progress, event: EventOf<"effect.suspended">): void {
  const step = stepAt(program, progress.change.run.stepIndex);
  const keys = event.asks.map(({ key }) => key);
  if (keys.length === 0) throw new EngineError("nothing_asked", `${step.name} waits, but asked nothing.`);
  const { draft } = event;
  if (draft && draft.content !== progress.change.draft?.content) {
    progress.addDraft(draft.content, draft.by);
    progress.record("draft.written", draft.by, {
      ...progress.visit(step),
      revision: progress.change.run.draftRevision,
    });
  }
  progress.record("step.suspended", SYSTEM, { ...progress.visit(step), asks: keys });
  progress.closeVisit("waiting", { input: event.input });
  progress.change.run.leaseOwner = null;
  openAll(program, step, progress, event.asks);
}

/** All that the effect asked is answered: it runs again from its start, and gets the answers. */
export function resume(step: AskingEffect, progress: Progress): void {
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
