import { advance } from "./advance";
import type { Program } from "./program";
import { type Progress, SYSTEM } from "./progress";
import { type EffectError, EngineError, type Json } from "./types";

/** Goes on from a step. */
export function walk(program: Program, progress: Progress, index: number): void {
  guard(progress, () => advance(program, progress, index));
}

/** A mistake in the workflow's own functions fails the run where it happened. */
export function guard(progress: Progress, work: () => void): void {
  try {
    work();
  } catch (error) {
    failRun(progress, authorError(error));
  }
}

export function failRun(progress: Progress, error: EffectError, event?: { input?: Json }): void {
  const { run } = progress.change;
  const step = run.stepName ?? "";
  progress.closeOpenReviews();
  progress.cancelBranches();
  progress.closeVisit("failed", { error, input: event?.input });
  run.error = { code: error.code, message: error.message, step };
  progress.end("failed");
  progress.record("run.failed", SYSTEM, { step, code: error.code, message: error.message });
}

/** A mistake in a function of the workflow. */
export function authorError(error: unknown): EffectError {
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof EngineError ? error.code : "workflow_error";
  return { code, message, retryable: false };
}
