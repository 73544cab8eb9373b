import type { FormStep, Program, ReviewPlan } from "./program";
import { type Progress, SYSTEM } from "./progress";
import { EngineError } from "./types";

/** Opens the reviews of a form step; answers where to go on when there are none to open, else null. */
export function openReviews(program: Program, step: FormStep, progress: Progress): number | null {
  const { change, before } = progress;
  const plans = step.reviews(progress.context());
  const keys = plans.map(({ key }) => key);
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  if (twice !== undefined) throw new EngineError("key_used_twice", `${step.name} opens two reviews under "${twice}".`);
  if (plans.length === 0) {
    progress.closeVisit("completed", { output: {} });
    return step.next;
  }
  for (const plan of plans) openReview(step, plan);
  const due = change.openedReviews.map(({ dueAt }) => dueAt?.getTime() ?? Number.POSITIVE_INFINITY);
  const first = Math.min(...due);
  progress.wait(Number.isFinite(first) ? new Date(first) : null, program.expireAfterMs);
  // Decisions gather here until the last one is in.
  if (!step.single) change.run.data[step.name] = {};
  return null;

  function openReview(form: FormStep, plan: ReviewPlan): void {
    const { draft } = change;
    const id = progress.newId();
    change.openedReviews.push({
      id,
      seq: change.run.seq,
      key: plan.key,
      stepIndex: form.index,
      stepName: form.name,
      visit: change.run.visits[form.name] ?? 1,
      draftRevision: form.showsDraft && draft ? draft.revision : null,
      assignee: plan.assignee,
      dueAt: plan.dueAfterMs === null ? null : new Date(before.now.getTime() + plan.dueAfterMs),
      title: plan.title,
      description: plan.description,
      form: plan.form,
    });
    progress.record("review.opened", SYSTEM, { ...progress.visit(form), reviewId: id, key: plan.key });
  }
}
