import type { SetStep } from "@/lib/engine/program";
import { type Progress, SYSTEM } from "@/lib/engine/progress";
import { EngineError, type Json } from "@/lib/engine/types";
import type { StepRule } from "./rule";

export const set: StepRule<SetStep> = {
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
    ...progress.visit(step),
    revision: progress.change.run.draftRevision,
  });
}
