import { stepAt } from "@/lib/engine/advance";
import { COMBINE, startCombining, startWaiting } from "@/lib/engine/branches";
import { hiddenInBranch, withCurtain } from "@/lib/engine/curtains";
import { failRun, guard, walk } from "@/lib/engine/fail";
import { withBranch } from "@/lib/engine/people";
import type { Program } from "@/lib/engine/program";
import { type Progress, SYSTEM } from "@/lib/engine/progress";
import type { JoinStep } from "@/lib/engine/steps/join";
import type { BranchState } from "@/lib/engine/types";
import type { EventRule } from "./rule";

const ENDED = ["completed", "failed", "canceled"];

const isLost = ({ status }: BranchState) => status === "failed" || status === "canceled";

/** An end that this run has not taken note of. */
function isNews({ status, delivered }: BranchState): boolean {
  return !delivered && ENDED.includes(status);
}

/** Some branch of visit `seq` has ended. */
export interface BranchEnded {
  type: "branch.ended";
  seq: number;
}

/** Takes note of branches that have ended: the step is over, or goes on with those that had to wait. */
export const branchEnded: EventRule<BranchEnded> = {
  outdated({ run, branches }, { seq }) {
    if (!run.joining || run.seq !== seq) return "another visit";
    return branches.some(isNews) ? null : "nothing new";
  },
  apply(program, progress) {
    takeNote(program, progress);
    // Canceling takes note of all of them.
    if (progress.change.cancelBranches !== null) progress.change.deliveredBranches = [];
  },
};

function takeNote(program: Program, progress: Progress): void {
  const { change, before } = progress;
  const { branches } = before;
  const step = stepAt(program, change.run.stepIndex) as JoinStep;
  const news = branches.filter(isNews);
  // Also of branches that go on: what somebody decided there is theirs, whoever wins.
  for (const { people, models, status } of branches) {
    progress.noteModels(models);
    change.run.people = withBranch(change.run.people, step.name, people);
    const asked = ENDED.includes(status) ? hiddenInBranch(people) : null;
    if (asked) change.run.people = withCurtain(change.run, asked);
  }
  change.deliveredBranches = news.map(({ index }) => ({ seq: before.run.seq, index }));
  for (const { key, status } of news)
    progress.record("branch.ended", SYSTEM, { ...progress.visit(step), branch: key, status });
  if (step.combine) return combineAll(program, progress, step, step.combine);
  const failed = branches.find(isLost);
  if (step.first) {
    const winner = branches.find(({ status }) => status === "completed");
    if (winner) {
      progress.cancelBranches();
      progress.closeVisit("completed", { output: { winner: winner.key, output: winner.output } });
      return walk(program, progress, step.next);
    }
    if (branches.some(({ status }) => !ENDED.includes(status))) return startWaiting(step, progress);
  }
  if (failed) return joinFailed(program, progress, step, failed);
  if (branches.some(({ status }) => status !== "completed")) return startWaiting(step, progress);
  progress.closeVisit("completed", { output: step.outputOf(branches) });
  walk(program, progress, step.next);
}

/** A race of all: when the last branch has ended, one more makes one result of theirs. */
function combineAll(
  program: Program,
  progress: Progress,
  step: JoinStep,
  plan: NonNullable<JoinStep["combine"]>,
): void {
  const { branches } = progress.before;
  if (branches.some(({ status }) => !ENDED.includes(status))) return startWaiting(step, progress);
  const combining = branches.find(({ key }) => key === COMBINE);
  if (combining?.status === "completed") {
    progress.closeVisit("completed", { output: combining.output });
    return walk(program, progress, step.next);
  }
  const failed = combining ?? branches.find(isLost);
  if (failed && (combining || branches.every(isLost))) return joinFailed(program, progress, step, failed);
  guard(progress, () => startCombining(step, plan, progress));
}

/** One branch that failed fails the step, and the others are canceled. */
function joinFailed(program: Program, progress: Progress, step: JoinStep, branch: BranchState): void {
  const reason = branch.error?.message ?? `it was ${branch.status}`;
  const error = { code: "branch_failed", message: `${branch.key}: ${reason}`, retryable: false };
  if (step.onError === null) return failRun(progress, error);
  progress.cancelBranches();
  progress.record("step.failed", SYSTEM, { ...progress.visit(step), error: error.message });
  progress.closeVisit("failed", { error });
  walk(program, progress, step.onError);
}
