import type { Change } from "@/lib/engine/change";
import { takeLease } from "@/lib/engine/lease";
import { unstartedRun } from "@/lib/engine/start";
import { transition } from "@/lib/engine/transition";
import type { Actor, BranchState, EngineEvent, Snapshot } from "@/lib/engine/types";
import { compile } from "@/lib/workflow/compile";
import type { WorkflowDefinition } from "@/lib/workflow/definition";

const ANA: Actor = { kind: "person", id: "ana", name: "Ana" };
export const WRITER: Actor = { kind: "assistant", id: "writer", name: "writer" };

function branchesAfter(before: BranchState[], change: Change): BranchState[] {
  const begun = new Map(change.begunBranches.map(({ index, childId }) => [index, childId]));
  const delivered = new Set(change.deliveredBranches.map(({ index }) => index));
  const kept = change.joins.length > 0 ? [] : before;
  const added = change.branches.map((branch): BranchState => {
    const status = branch.childId ? "running" : "pending";
    return { ...branch, status, delivered: false, output: null, error: null };
  });
  return [...kept, ...added].map((branch) => ({
    ...branch,
    ...(begun.has(branch.index) ? { status: "running", childId: begun.get(branch.index) ?? null } : {}),
    delivered: branch.delivered || delivered.has(branch.index),
  }));
}

/** The pure engine with its rows in memory: applies events and keeps what the statements would have written. */
export function playRun(definition: WorkflowDefinition, input: Record<string, string | number | boolean> = {}) {
  const program = compile(definition, "1-test");
  let ids = 0;
  const newId = () => `id-${++ids}`;
  let snapshot: Snapshot = unstartedRun({
    id: "run",
    workspaceId: "workspace",
    workflow: program.workflow,
    version: program.version,
    input,
    model: null,
    startedBy: ANA,
    now: new Date(0),
  });
  const changes: Change[] = [];

  function keep(change: Change): void {
    const closed = new Set(change.closedReviews.map(({ id }) => id));
    const moved = new Map(change.rescheduledReviews.map(({ id, dueAt }) => [id, { dueAt }]));
    const taken = new Set(change.takenSignals.map(({ id }) => id));
    const kept = [...snapshot.keptSignals, ...change.signals.filter(({ takenBySeq }) => takenBySeq === null)];
    snapshot = {
      run: change.run,
      draft: change.draft,
      openReviews: [...snapshot.openReviews.filter(({ id }) => !closed.has(id)), ...change.openedReviews].map(
        (review) => ({
          ...review,
          ...moved.get(review.id),
        }),
      ),
      keptSignals: kept.filter(({ id }) => !taken.has(id)),
      branches: branchesAfter(snapshot.branches, change),
      raceLost: false,
      leaseExpired: false,
      now: new Date(snapshot.now.getTime() + 1_000),
    };
    changes.push(change);
  }

  /** Applies an event; answers why when it was ignored. A due effect is taken by `process-1`. */
  function apply(event: EngineEvent): string | null {
    const change = transition(program, snapshot, event, newId);
    if ("ignored" in change) return change.ignored;
    if (change.lease.kind === "due" && change.lease.afterMs === 0) takeLease(change, "process-1");
    keep(change);
    return null;
  }

  return {
    apply,
    changes,
    run: () => snapshot.run,
    reviews: () => snapshot.openReviews,
    expireLease: () => {
      snapshot = { ...snapshot, leaseExpired: true };
    },
    waitUntil: (now: Date) => {
      snapshot = { ...snapshot, now };
    },
    succeed: (output: string) => {
      const { seq, leaseEpoch: epoch } = snapshot.run;
      return apply({ type: "effect.succeeded", seq, epoch, output, by: WRITER });
    },
    fail: (error: { code?: string; message?: string; retryable: boolean; retryAfterMs?: number }) => {
      const { seq, leaseEpoch: epoch } = snapshot.run;
      return apply({ type: "effect.failed", seq, epoch, error: { code: "failed", message: "It failed.", ...error } });
    },
    /** What a branch's own last statement writes; its parent hears of it. */
    endBranch: (key: string, end: Partial<BranchState>) => {
      const branches = snapshot.branches.map((branch) => (branch.key === key ? { ...branch, ...end } : branch));
      snapshot = { ...snapshot, branches };
      return apply({ type: "branch.ended", seq: snapshot.run.seq });
    },
    branches: () => snapshot.branches.map(({ key, status }) => `${key}: ${status}`),
    decideReview: (reviewId: string, action: string) =>
      apply({ type: "review.decided", reviewId, by: ANA, action, values: {} }),
    decide: (action: string, values: Record<string, string> = {}) =>
      apply({ type: "review.decided", reviewId: snapshot.openReviews[0]?.id ?? "none", by: ANA, action, values }),
  };
}
