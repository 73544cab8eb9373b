import type { Change } from "@/lib/engine/change";
import type { BranchRow, RunRows, Tables } from "./rows";
import { stored } from "./rows";

/** The end of a racing branch counts only if it is the first: it names itself the winner of its parent's join. */
export function winsRace(tables: Tables, { run, branchEnd }: Change): boolean {
  if (!run.racing || branchEnd?.status !== "completed") return true;
  const join = tables.get(run.parentId ?? "")?.joins.find(({ seq }) => seq === run.parentSeq);
  if (!join || join.winner !== null) return false;
  join.winner = run.branchIndex;
  return true;
}

/** An answer in a branch, and a cut of branches, count only if the other kind's count is the one they were judged by. */
export function isFamilyAsRead(tables: Tables, { run, family }: Change): boolean {
  const counts = tables.get(run.rootId)?.family;
  return !family || !counts || counts[family.kind === "answer" ? "cuts" : "answers"] === family.seen;
}

function countInFamily(tables: Tables, { run, family }: Change): void {
  const counts = tables.get(run.rootId)?.family;
  if (family && counts) counts[family.kind === "answer" ? "answers" : "cuts"] += 1;
}

/** The parts of a change that concern its branches, and the branch that the run itself is. */
export function applyBranchParts(tables: Tables, rows: RunRows, change: Change): void {
  const { seq } = rows.run;
  for (const begun of change.begunBranches) {
    const branch = rows.branches.find((one) => one.seq === seq && one.index === begun.index);
    if (branch?.status === "pending") Object.assign(branch, { status: "running", childId: begun.childId });
  }
  for (const done of change.deliveredBranches) {
    const branch = rows.branches.find((one) => one.seq === done.seq && one.index === done.index);
    if (branch) branch.delivered = true;
  }
  if (change.cancelBranches !== null) {
    for (const branch of rows.branches) if (branch.seq === change.cancelBranches) cancel(branch);
  }
  for (const join of change.joins) rows.joins.push({ ...join, winner: null });
  for (const branch of change.branches) {
    const status = branch.childId === null ? "pending" : "running";
    const { input, ...rest } = stored(branch);
    const open = { status, delivered: false, output: null, error: null } as const;
    rows.branches.push({ ...rest, input: input ?? null, seq, ...open });
  }
  countInFamily(tables, change);
  endOwnBranch(tables, rows, change);
}

function cancel(branch: BranchRow): void {
  if (branch.status === "canceling") return;
  branch.delivered = branch.status !== "running";
  if (branch.status === "pending") branch.status = "canceled";
  if (branch.status === "running") branch.status = "canceling";
}

function endOwnBranch(tables: Tables, { run }: RunRows, { branchEnd }: Change): void {
  if (!branchEnd) return;
  const branch = tables
    .get(run.parentId ?? "")
    ?.branches.find((one) => one.seq === run.parentSeq && one.index === run.branchIndex);
  if (branch?.status !== "running" && branch?.status !== "canceling") return;
  const { status, output, error } = stored(branchEnd);
  const wasUnwanted = branch.status === "canceling";
  Object.assign(branch, { output: output ?? null, error, delivered: wasUnwanted });
  branch.status = wasUnwanted ? "canceled" : status;
}
