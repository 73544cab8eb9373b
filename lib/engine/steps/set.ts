import type { StepBase } from "@/lib/engine/program";
import { type Progress, SYSTEM } from "@/lib/engine/progress";
import { type Context, EngineError, type Json } from "@/lib/engine/types";
import { config, flag, target } from "./config";
import type { StepCommon, StepKind } from "./kind";

export interface SetDefinition extends StepCommon {
  kind: "set";
  /** The value is text and becomes the run's next draft. */
  draft?: boolean;
  value(context: Context): Json;
  next?: string;
}

export interface SetStep extends StepBase {
  kind: "set";
  /** Its text becomes the run's next draft. */
  draft: boolean;
  next: number;
  value(context: Context): Json;
}

/** Computes a value from run data. */
export const set: StepKind<SetDefinition, SetStep> = {
  word: "value",
  icon: "braces",
  config: config({ draft: flag, next: target }),
  ways: ({ next }) => [{ to: next, on: "next" }],
  shape: ({ draft, next }) => ({ ...(draft ? { draft: true } : {}), next }),
  compile: ({ draft = false, value, next }, resolve) => ({ draft, value, next: resolve(next) }),
  enter(_, step, progress) {
    progress.openVisit(step, "completed");
    const output = step.value(progress.context());
    if (step.draft) writeDraft(step, output, progress);
    progress.closeVisit("completed", { output });
    return step.next;
  },
};

function writeDraft(step: SetStep, text: Json, progress: Progress): void {
  if (typeof text !== "string")
    throw new EngineError("no_draft", `${step.name} is to write a draft, and its value is no text.`);
  progress.addDraft(text, SYSTEM);
  progress.record("draft.written", SYSTEM, {
    revision: progress.change.run.draftRevision,
    ...progress.visit(step),
  });
}
