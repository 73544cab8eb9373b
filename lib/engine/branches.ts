import { inheritedFrom } from "./curtains";
import { newborn } from "./newborn";
import type { RunPeople } from "./people";
import { type Progress, SYSTEM } from "./progress";
import type { JoinStep } from "./steps/join";
import { EngineError, type Json } from "./types";

/** Key of the branch that makes one result of what the others gave. */
export const COMBINE = "combine";

/** Starts the branches of a step; answers where to go on when there are none, else null. */
export function startBranches(step: JoinStep, progress: Progress): number | null {
  const { change } = progress;
  const plans = step.branches(progress.context());
  const keys = plans.map(({ key }) => key);
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  if (twice !== undefined)
    throw new EngineError("key_used_twice", `${step.name} starts two branches named "${twice}".`);
  if (plans.length === 0) {
    if (step.needsOne) throw new EngineError("no_branches", `${step.name} is a race without branches.`);
    progress.closeVisit("completed", { output: step.outputOf([]) });
    return step.next;
  }
  // Its branches give up their own waits; one that is worked on is not abandoned.
  progress.wait(null, null);
  change.run.joining = true;
  change.joins.push({ seq: change.run.seq });
  for (const [index, { key, workflow, input }] of plans.entries()) {
    const childId = index < step.concurrency ? progress.newId() : null;
    change.branches.push({ index, key, childId, workflow, input });
    if (childId) addChild(progress, { id: childId, index, workflow, racing: step.first, input });
  }
  progress.record("branches.started", SYSTEM, { ...progress.visit(step), branches: keys });
  return null;
}

/** Starts one more branch with what the completed ones gave. */
export function startCombining(step: JoinStep, plan: NonNullable<JoinStep["combine"]>, progress: Progress): void {
  const { change, before } = progress;
  const completed = before.branches.filter(({ status }) => status === "completed");
  const results = Object.fromEntries(completed.map(({ key, output }) => [key, output]));
  const { workflow, input } = plan(progress.context(), results);
  const childId = progress.newId();
  const index = before.branches.length;
  change.branches.push({ index, key: COMBINE, childId, workflow, input });
  // It is told what the branches gave.
  addChild(progress, { id: childId, index, workflow, racing: false, input }, change.run.seq + 1);
  progress.record("branches.started", SYSTEM, { ...progress.visit(step), branches: [COMBINE] });
}

/** Starts as many branches that had to wait as there are places now. */
export function startWaiting(step: JoinStep, progress: Progress): void {
  const { branches } = progress.before;
  const underWay = branches.filter(({ status }) => status === "running").length;
  const waiting = branches.filter(({ status }) => status === "pending").slice(0, step.concurrency - underWay);
  for (const { index, workflow, input } of waiting) {
    const childId = progress.newId();
    progress.change.begunBranches.push({ index, childId });
    addChild(progress, { id: childId, index, workflow, racing: step.first, input });
  }
}

interface Child {
  id: string;
  index: number;
  workflow: string;
  racing: boolean;
  input: Json;
}

function addChild(progress: Progress, { index, racing, ...child }: Child, knows?: number): void {
  const { run, children } = progress.change;
  const { workspaceId, version, startedBy } = run;
  const people = forBranch(progress, knows);
  children.push(newborn({ ...child, workspaceId, version, startedBy, people, parent: { run, index, racing } }));
}

/**
 * Whoever counts as starter here counts as starter there, and what began behind a curtain goes on behind it. What
 * another branch hides is no matter of its siblings.
 */
function forBranch({ change }: Progress, seq = change.run.seq): RunPeople {
  const { people } = change.run;
  return {
    ...(people.starters && { starters: people.starters }),
    ...(people.rewinders && { rewinders: people.rewinders }),
    ...inheritedFrom(people, seq),
  };
}
