import { stepAt } from "@/lib/engine/advance";
import { lostLease } from "@/lib/engine/lease";
import { openAll } from "@/lib/engine/open-reviews";
import type { AskPlan } from "@/lib/engine/program";
import { SYSTEM } from "@/lib/engine/progress";
import { type Actor, EngineError, type Json } from "@/lib/engine/types";
import type { EventRule } from "./rule";

/** Code or an agent waits for these questions; it begins again when all of them are closed. */
export interface EffectSuspended {
  type: "effect.suspended";
  seq: number;
  epoch: number;
  asks: AskPlan[];
  input?: Json;
  /** What the questions are about; the run's next draft, unless it is the current one already. */
  draft?: { content: string; by: Actor };
}

export const effectSuspended: EventRule<EffectSuspended> = {
  outdated: lostLease,
  apply(program, progress, event) {
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
  },
};
