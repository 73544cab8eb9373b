import { behind, insiderOf, isPrivate } from "@/lib/engine/curtains";
import { RACE_LOST, statusIs } from "@/lib/engine/ignored";
import { migrationFrom } from "@/lib/engine/migration-from";
import { openAll, titleOf } from "@/lib/engine/open-reviews";
import { reviewPeople, samePeople } from "@/lib/engine/people";
import type { Migration, Program, ReviewPlan } from "@/lib/engine/program";
import type { Progress } from "@/lib/engine/progress";
import { sameForm } from "@/lib/engine/same-form";
import type { Step } from "@/lib/engine/steps";
import type { FormStep } from "@/lib/engine/steps/form";
import {
  type Actor,
  type Assignee,
  EngineError,
  type Json,
  type OpenReview,
  type Outputs,
  type RunState,
} from "@/lib/engine/types";
import type { EventRule } from "./rule";

/** Moves the run to the program's version. `seq` is the visit at which the run is. */
export interface RunMigrated {
  type: "run.migrated";
  by: Actor;
  seq: number;
}

/**
 * The run goes on at the step of the same (or the mapped) name in the new version, with its outputs made to fit. Where
 * the form is the same its review stays open; else it is closed and opened anew. Throws `cannot_migrate` with the reason.
 */
export const runMigrated: EventRule<RunMigrated> = {
  outdated({ run, raceLost, leaseExpired }, { seq }) {
    if (raceLost) return RACE_LOST;
    if (seq !== run.seq) return "another visit";
    if (run.status === "running" && !leaseExpired) return "a step is being worked on";
    return run.status === "completed" || run.status === "canceled" ? statusIs(run.status) : null;
  },
  apply(program, progress, event) {
    const { run } = progress.change;
    const from = run.version;
    const migration = migrationFrom(program, from);
    if (!migration) throw cannot(`version ${program.version} does not say how to migrate from ${from}`);
    run.version = program.version;
    if (program.visibility) run.people = { ...run.people, visibility: program.visibility };
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
  },
};

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
  const visibility = isPrivate(run.people) ? "participants" : null;
  if (before.openReviews.length > 0)
    change.movedReviews = { ...place, visibility, assignee: visibility && insiderOf(run) };
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
  checkAnswered(step, plans, progress);
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
  // What is to be hidden from now on opens anew, behind its curtain.
  const hides = plans.some(({ visibility }) => visibility !== undefined);
  if (hides && behind(change.run.people, change.run.seq + 1) === null) return false;
  return plans.every((plan) => {
    const review = step.single ? before.openReviews[0] : before.openReviews.find(({ key }) => key === plan.key);
    return (
      review !== undefined &&
      sameForm(review.form, plan.form) &&
      asksTheSame(review.assignee, plan, change.run) &&
      showsTheSame(step, review, change.draft !== null) &&
      leavesOutTheSame(program, review, plan, change.run)
    );
  });
}

const showsTheSame = ({ showsDraft }: FormStep, { draftRevision }: OpenReview, drafted: boolean) =>
  (showsDraft && drafted) === (draftRevision !== null);

/** An answer counts where those are asked who were asked for it. */
function checkAnswered(step: FormStep, plans: ReviewPlan[], { before, change }: Progress): void {
  for (const { key, assignee } of before.heldAnswers ?? []) {
    const plan = step.single ? plans[0] : plans.find((one) => one.key === key);
    if (plan && !asksTheSame(assignee, plan, change.run))
      throw cannot(
        `it was answered, and "${step.name}" asks somebody else; start a process with the version that asked`,
      );
  }
}

/** What is private asks somebody in particular where it names nobody. */
function asksTheSame(asked: Assignee | null, { assignee }: ReviewPlan, run: RunState): boolean {
  const now = assignee ?? (asked && isPrivate(run.people) ? insiderOf(run) : null);
  return asked?.kind === now?.kind && asked?.id === now?.id;
}

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
