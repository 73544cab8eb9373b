import { openAll, titleOf } from "./open-reviews";
import { reviewPeople, samePeople } from "./people";
import type { FormStep, Migration, Program, ReviewPlan, Step } from "./program";
import type { Progress } from "./progress";
import { sameForm } from "./same-form";
import {
  type Assignee,
  EngineError,
  type EventOf,
  type HeldAnswer,
  type Json,
  type OpenReview,
  type Outputs,
  type RunState,
} from "./types";

/** How this version takes runs of another one; null when it does not say. */
export function migrationFrom({ version: own, migrations }: Program, version: string): Migration | null {
  const number = Number.parseInt(version, 10);
  if (own === version) return null;
  return migrations.find(({ from }) => from.some((one) => one === version || one === number)) ?? null;
}

/**
 * The run goes on at the step of the same (or the mapped) name in the new version, with its outputs made to fit. Where
 * the form is the same its review stays open; else it is closed and opened anew. Throws `cannot_migrate` with the reason.
 */
export function runMigrated(program: Program, progress: Progress, event: EventOf<"run.migrated">): void {
  const { run } = progress.change;
  const from = run.version;
  const migration = migrationFrom(program, from);
  if (!migration) throw cannot(`version ${program.version} does not say how to migrate from ${from}`);
  run.version = program.version;
  if (run.seq === 0) return progress.record("run.migrated", event.by, { from, to: program.version, seq: 0 });

  const step = stepFor(program, migration, run.stepName ?? "", run.visit?.kind ?? "");
  run.data = newData(migration, run.data, from);
  run.visits = renamed(run.visits, migration.steps);
  if (run.people.deciders) run.people = { ...run.people, deciders: renamed(run.people.deciders, migration.steps) };
  run.stepIndex = step.index;
  run.stepName = step.name;
  const plans = step.kind === "form" && run.status === "waiting" ? plansOf(step, progress) : null;
  const reopens = step.kind === "form" && plans !== null && !fits(program, step, plans, progress);
  const seq = run.seq + (reopens ? 1 : 0);
  progress.record("run.migrated", event.by, { from, to: program.version, seq, step: step.name });
  if (reopens) return reopen(program, step, plans, progress);

  stay(program, step, progress);
}

/** The visit, what it waits for and what was held for it go on as they are. */
function stay(program: Program, step: Step, { change, before }: Progress): void {
  const { run } = change;
  const lost = before.branches.find(
    ({ status, workflow }) => status === "pending" && !program.inner.some((inner) => inner.workflow === workflow),
  );
  if (lost)
    throw cannot(`branch "${lost.key}" is still to come, and version ${program.version} has no ${lost.workflow}`);
  const place = { seq: run.seq, stepIndex: step.index, stepName: step.name };
  if (run.visit) Object.assign(run.visit, { ...place, baseData: { ...run.data } });
  if (before.openReviews.length > 0) change.movedReviews = place;
  if (step.kind === "signal" && run.status === "waiting" && run.signalsKept > 0) run.held ??= [];
  if (run.status === "running") {
    // What an old process may still bring from before counts no more.
    run.leaseEpoch += 1;
    run.leaseOwner = null;
    change.lease = { kind: "due", afterMs: 0 };
  }
}

function stepFor(program: Program, { steps }: Migration, name: string, kind: string): Step {
  const wanted = steps[name] ?? name;
  const step = program.steps.find((one) => one.name === wanted);
  if (!step)
    throw cannot(`version ${program.version} has no step "${wanted}"; say in migrate.steps where "${name}" goes`);
  if (step.kind !== kind) {
    throw cannot(`step "${wanted}" is a ${step.kind} in version ${program.version}, and "${name}" was a ${kind}`);
  }
  return step;
}

function newData({ steps, data }: Migration, outputs: Outputs, from: string): Outputs {
  const moved = renamed(outputs, steps);
  if (!data) return moved;
  const made = attempt("migrate.data", () => data(moved, from));
  if (typeof made === "object" && made !== null && !Array.isArray(made)) return { ...made };
  throw cannot("migrate.data did not return the outputs by step name");
}

/** The reviews the step would open now, without those that are answered. */
function plansOf(step: FormStep, progress: Progress): ReviewPlan[] {
  const { heldAnswers = [] } = progress.before;
  const plans = attempt(`step "${step.name}"`, () => step.reviews(progress.context()));
  checkAnswered(step, plans, heldAnswers);
  if (step.single) {
    const unknown = heldAnswers.find(({ decision }) => step.targets[decision.action] === undefined);
    if (unknown) throw cannot(`it was answered with "${unknown.decision.action}", which "${step.name}" has no more`);
    return heldAnswers.length > 0 ? [] : plans;
  }
  const answered = new Set([...Object.keys(decisionsOf(step, progress)), ...heldAnswers.map(({ key }) => key)]);
  return plans.filter(({ key }) => !answered.has(key));
}

function fits(program: Program, step: FormStep, plans: ReviewPlan[], { before, change }: Progress): boolean {
  if (plans.length !== before.openReviews.length) return false;
  return plans.every((plan) => {
    const review = step.single ? before.openReviews[0] : before.openReviews.find(({ key }) => key === plan.key);
    return (
      review !== undefined &&
      sameForm(review.form, plan.form) &&
      sameAssignee(review.assignee, plan.assignee) &&
      showsTheSame(step, review, change.draft !== null) &&
      leavesOutTheSame(program, review, plan, change.run)
    );
  });
}

const showsTheSame = ({ showsDraft }: FormStep, { draftRevision }: OpenReview, drafted: boolean) =>
  (showsDraft && drafted) === (draftRevision !== null);

/** An answer counts where those are asked who were asked for it. */
function checkAnswered(step: FormStep, plans: ReviewPlan[], answers: HeldAnswer[]): void {
  for (const { key, assignee } of answers) {
    const plan = step.single ? plans[0] : plans.find((one) => one.key === key);
    if (plan && !sameAssignee(assignee, plan.assignee))
      throw cannot(
        `it was answered, and "${step.name}" asks somebody else; start a process with the version that asked`,
      );
  }
}

const sameAssignee = (one: Assignee | null, other: Assignee | null) =>
  one?.kind === other?.kind && one?.id === other?.id;

/** What the form says of who may not decide is kept with its review: another policy needs another review. */
const leavesOutTheSame = (program: Program, { people }: OpenReview, plan: ReviewPlan, run: RunState) =>
  samePeople(people, plan.people ? reviewPeople(run, plan.people, (name) => titleOf(program, name)) : null);

/** The same visit again under the new form: with the draft it had, and with the answers of others so far. */
function reopen(program: Program, step: FormStep, plans: ReviewPlan[], progress: Progress): void {
  const { change, before } = progress;
  const { run } = change;
  if (plans.length === 0) throw cannot(`"${step.name}" asks nobody any more`);
  if (!step.single) {
    const held = (before.heldAnswers ?? []).map(({ key, decision }) => [key, decision as unknown as Json]);
    run.data[step.name] = { ...decisionsOf(step, progress), ...Object.fromEntries(held) };
  }
  progress.closeOpenReviews();
  progress.closeVisit("canceled", {});
  run.visits[step.name] = (run.visits[step.name] ?? 1) - 1;
  const { people } = run;
  progress.openVisit(step, "waiting");
  // It is the same visit to those who have answered.
  run.people = people;
  const visit = progress.firstOpened();
  if (visit) visit.baseData = { ...run.data };
  openAll(
    program,
    step,
    progress,
    plans.map((plan) => ({ ...plan, showsDraft: step.showsDraft })),
  );
}

function decisionsOf(step: FormStep, { change }: Progress): { [key: string]: Json } {
  const decisions = change.run.data[step.name];
  return typeof decisions === "object" && decisions !== null && !Array.isArray(decisions) ? decisions : {};
}

function renamed<T>(byName: Record<string, T>, steps: Record<string, string>): Record<string, T> {
  return Object.fromEntries(Object.entries(byName).map(([name, value]) => [steps[name] ?? name, value]));
}

function attempt<T>(what: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw cannot(`${what} threw: ${error instanceof Error ? error.message : String(error)}`);
  }
}

const cannot = (reason: string) => new EngineError(CANNOT_MIGRATE, reason);

export const CANNOT_MIGRATE = "cannot_migrate";
