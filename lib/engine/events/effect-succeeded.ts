import { stepAt } from "@/lib/engine/advance";
import { walk } from "@/lib/engine/fail";
import { lostLease } from "@/lib/engine/lease";
import type { EffectStep } from "@/lib/engine/steps";
import type { Actor, Json, Usage } from "@/lib/engine/types";
import type { EventRule } from "./rule";

export interface EffectSucceeded {
  type: "effect.succeeded";
  seq: number;
  epoch: number;
  output: Json;
  by: Actor;
  input?: Json;
  usage?: Usage;
}

export const effectSucceeded: EventRule<EffectSucceeded> = {
  outdated: lostLease,
  apply(program, progress, event) {
    const step = stepAt(program, progress.change.run.stepIndex) as EffectStep;
    const data = progress.visit(step);
    if (step.draft && typeof event.output === "string") {
      progress.addDraft(event.output, event.by);
      progress.record("draft.written", event.by, { ...data, revision: progress.change.run.draftRevision });
    } else {
      progress.record("step.completed", event.by, data);
    }
    progress.closeVisit("completed", event);
    progress.change.lease = { kind: "none" };
    walk(program, progress, step.next);
  },
};
