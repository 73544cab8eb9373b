import { startBranches } from "./branches";
import { openReviews } from "./open-reviews";
import type { Program, Step } from "./program";
import { type Progress, SYSTEM } from "./progress";
import { EngineError, type Json } from "./types";

/** More pure steps than this without a wait is a loop its author did not mean. */
const MAX_PURE_STEPS = 1_000;

/** Walks through every pure step from `index` up to the next wait, effect or end. */
export function advance(program: Program, progress: Progress, index: number): void {
  let next: number | null = index;
  for (let steps = 0; next !== null; steps++) {
    if (steps === MAX_PURE_STEPS) {
      throw new EngineError("endless_loop", `${MAX_PURE_STEPS} steps in a row without a wait or an effect.`);
    }
    next = enter(program, stepAt(program, next), progress);
  }
}

export function stepAt(program: Program, index: number | null): Step {
  const step = index === null ? undefined : program.steps[index];
  if (!step) throw new EngineError("no_such_step", `${program.workflow} ${program.version} has no step ${index}.`);
  return step;
}

function writeDraft({ name }: Step, text: Json, progress: Progress): void {
  if (typeof text !== "string")
    throw new EngineError("no_draft", `${name} is to write a draft, and its value is no text.`);
  progress.addDraft(text, SYSTEM);
  progress.record("draft.written", SYSTEM, {
    ...progress.visit({ name }),
    revision: progress.change.run.draftRevision,
  });
}

/** Enters a step; answers where to go on, or null when the run stops here for now. */
function enter(program: Program, step: Step, progress: Progress): number | null {
  const { change } = progress;
  switch (step.kind) {
    case "set": {
      progress.openVisit(step, "completed");
      const output = step.value(progress.context());
      if (step.draft) writeDraft(step, output, progress);
      progress.closeVisit("completed", { output });
      return step.next;
    }
    case "branch": {
      progress.openVisit(step, "completed");
      const choice = step.choose(progress.context());
      const target = Object.hasOwn(step.targets, choice) ? step.targets[choice] : undefined;
      if (target === undefined) {
        throw new EngineError("no_such_target", `${step.name} chose "${choice}", which is not one of its targets.`);
      }
      progress.closeVisit("completed", { output: choice });
      return target;
    }
    case "end":
      progress.openVisit(step, "completed");
      progress.closeVisit("completed", { output: step.output(progress.context()) });
      change.run.output = change.run.data[step.name] ?? null;
      progress.end("completed");
      progress.record("run.completed", SYSTEM, { step: step.name });
      return null;
    case "form":
      progress.openVisit(step, "waiting");
      return openReviews(program, step, progress);
    case "timer": {
      progress.openVisit(step, "waiting");
      const until = step.until(progress.context());
      const wakeAt = until instanceof Date ? until : new Date(progress.before.now.getTime() + until);
      if (Number.isNaN(wakeAt.getTime()))
        throw new EngineError("no_such_time", `${step.name} waits for no valid time.`);
      // It ends by itself: nobody has abandoned it.
      progress.wait(wakeAt, null);
      progress.record("timer.set", SYSTEM, { ...progress.visit(step), until: wakeAt.toISOString() });
      return null;
    }
    case "signal": {
      progress.openVisit(step, "waiting");
      const kept = progress.takeSignal(step.signal);
      if (kept) {
        progress.closeVisit("completed", { output: kept.data });
        return step.next;
      }
      progress.wait(null, program.expireAfterMs);
      progress.record("signal.awaited", SYSTEM, { ...progress.visit(step), signal: step.signal });
      return null;
    }
    case "each":
    case "parallel":
    case "race":
    case "workflow":
      progress.openVisit(step, "waiting");
      return startBranches(step, progress);
    case "prompt":
    case "http":
    case "code":
    case "agent":
    case "agents":
      progress.openVisit(step, "running");
      change.run.status = "running";
      change.lease = { kind: "due", afterMs: 0 };
      progress.record("step.started", SYSTEM, progress.visit(step));
      return null;
  }
}
