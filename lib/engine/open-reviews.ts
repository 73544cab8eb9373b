import type { Step } from "@/lib/engine/steps";
import type { FormStep } from "@/lib/engine/steps/form";
import { nameOf } from "@/lib/words/people";
import { insiderOf, isPrivate, letThrough, withCurtain } from "./curtains";
import { reviewPeople } from "./people";
import type { AskPlan, Program } from "./program";
import { type Progress, SYSTEM } from "./progress";
import { EngineError } from "./types";

/** Opens the reviews of a form step; answers where to go on when there are none to open, else null. */
export function openReviews(program: Program, step: FormStep, progress: Progress): number | null {
  const { change } = progress;
  const plans = step.reviews(progress.context());
  const keys = plans.map(({ key }) => key);
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  if (twice !== undefined) throw new EngineError("key_used_twice", `${step.name} opens two reviews under "${twice}".`);
  if (plans.length === 0) {
    progress.closeVisit("completed", { output: {} });
    return step.next;
  }
  openAll(
    program,
    step,
    progress,
    plans.map((plan) => ({ ...plan, showsDraft: step.showsDraft })),
  );
  // Decisions gather here until the last one is in.
  if (!step.single) change.run.data[step.name] = {};
  return null;
}

export const titleOf = (program: Program, step: string): string =>
  program.steps.find(({ name }) => name === step)?.title ?? step;

/** Opens reviews at the current visit and puts the run to sleep until the first of them is due. */
export function openAll(program: Program, step: Step, progress: Progress, asks: AskPlan[]): void {
  const { openedReviews } = progress.change;
  for (const ask of draw(progress, asks)) openReview(program, step, progress, ask);
  const due = openedReviews.map(({ dueAt }) => dueAt?.getTime() ?? Number.POSITIVE_INFINITY);
  const first = Math.min(...due);
  progress.wait(Number.isFinite(first) ? new Date(first) : null, program.expireAfterMs);
}

/** What is private asks somebody in particular; and who is asked sees what is hidden from others. */
function draw({ change: { run } }: Progress, asks: AskPlan[]): AskPlan[] {
  const hides = asks.some(({ visibility }) => visibility !== undefined);
  if (!hides && !isPrivate(run.people)) return asks;
  const insider = insiderOf(run);
  const asked = asks.map(({ assignee }) => assignee ?? insider);
  run.people = letThrough(run.people, asked);
  if (hides) run.people = withCurtain(run, asked.map(nameOf));
  return asks.map((ask, index) => ({ ...ask, assignee: asked[index] ?? insider }));
}

/** Each name by itself: spreading the plan first would take many times as long. */
function openReview(program: Program, step: Step, progress: Progress, plan: AskPlan): void {
  const { change, before } = progress;
  const { people, dueAfterMs } = plan;
  const id = progress.newId();
  change.openedReviews.push({
    id,
    seq: change.run.seq,
    key: plan.key,
    stepIndex: step.index,
    stepName: step.name,
    visit: change.run.visits[step.name] ?? 1,
    draftRevision: plan.showsDraft ? (change.draft?.revision ?? null) : null,
    assignee: plan.assignee,
    people: people ? reviewPeople(change.run, people, (name) => titleOf(program, name)) : null,
    visibility: isPrivate(change.run.people) ? "participants" : null,
    dueAt: dueAfterMs === null ? null : new Date(before.now.getTime() + dueAfterMs),
    title: plan.title,
    description: plan.description,
    form: plan.form,
  });
  progress.record("review.opened", SYSTEM, { reviewId: id, key: plan.key, ...progress.visit(step) });
}
