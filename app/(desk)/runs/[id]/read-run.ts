import { cache } from "react";
import { orNotFound } from "@/app/(desk)/or-not-found";
import { readWorkflow, unlessMissing } from "@/app/(desk)/read-workflow";
import { holdpoint } from "@/lib/app";
import { requirePrincipal } from "@/lib/auth/session";
import { pathId } from "@/lib/http/path-id";
import type { BranchView, Page, RunView, StepView, WorkflowView } from "@/lib/views/views";
import type { Principal } from "@/lib/words/people";

const joins = ["each", "parallel", "race", "workflow"];
const noBranches: Page<BranchView> = { data: [], nextCursor: null };

/** The run of a page and its workflow; once for the page and its title. */
export const findRun = cache(async (id: string) => {
  const principal = await requirePrincipal();
  const run = await orNotFound(async () => holdpoint().operations.getRun(principal, pathId({ id }, "run")));
  return { principal, run, workflow: await readWorkflow(principal, run.id) };
});

/** The newest of what belongs to a run, and what may be done to it; older parts, data and drafts are loaded on demand. */
export async function readParts(by: Principal, runId: string) {
  const { operations } = holdpoint();
  const [steps, events, drafts, rights] = await Promise.all([
    operations.listSteps(by, runId, { limit: 40, newestFirst: true, withoutData: true }),
    operations.listEvents(by, runId, { limit: 50, newestFirst: true }),
    operations.listDrafts(by, runId, { limit: 1, newestFirst: true }),
    operations.runRights(by, runId),
  ]);
  return { steps, events, draft: drafts.data[0]?.revision ?? 0, rights };
}

export interface Family {
  parent: { run: RunView; workflow: WorkflowView | null; branches: Page<BranchView> } | null;
  /** Its visits that had branches, newest first, and the branches of the one that is shown. */
  joins: StepView[];
  shown: number | null;
  branches: Page<BranchView>;
}

/** What a run is a branch of, and the branches it has itself. `visit` is the one whose branches are asked for. */
export async function readFamily(
  by: Principal,
  { run, workflow }: { run: RunView; workflow: WorkflowView | null },
  steps: StepView[],
  visit: number,
): Promise<Family> {
  const { operations } = holdpoint();
  const own = steps.filter(({ kind }) => joins.includes(kind));
  const shown = own.find(({ seq }) => seq === visit)?.seq ?? own[0]?.seq;
  // A long history has them further back than was read.
  const some = own.length > 0 || workflow?.steps.some(({ kind, name }) => joins.includes(kind) && run.visits[name]);
  const [branches, parent] = await Promise.all([
    some ? operations.listBranches(by, run.id, { seq: shown, limit: 200 }) : noBranches,
    run.parentId === null ? null : readParent(by, run.parentId, run.parentSeq ?? undefined),
  ]);
  return { parent, joins: own, shown: shown ?? null, branches };
}

/** Null where only the branch is for whoever reads it. */
async function readParent(by: Principal, id: string, seq: number | undefined): Promise<Family["parent"]> {
  const { operations } = holdpoint();
  return unlessMissing(async () => {
    const [run, workflow, branches] = await Promise.all([
      operations.getRun(by, id),
      readWorkflow(by, id),
      operations.listBranches(by, id, { seq, limit: 200 }),
    ]);
    return { run, workflow, branches };
  });
}
