import type { Change } from "@/lib/engine/change";
import { compile } from "@/lib/engine/definition/compile";
import type { WorkflowDefinition } from "@/lib/engine/definition/definition";
import type { EngineEvent } from "@/lib/engine/events";
import { takeLease } from "@/lib/engine/lease";
import { unstartedRun } from "@/lib/engine/newborn";
import { transition } from "@/lib/engine/transition";
import type { Actor, BranchState, Snapshot } from "@/lib/engine/types";
import { memoryStore } from "@/lib/testing/memory-store";

const LEASE_MS = 20_000;
const ANA: Actor = { kind: "person", id: "ana", name: "Ana" };
export const WRITER: Actor = { kind: "assistant", id: "writer", name: "writer" };

/** The pure engine alone, on rows in memory: applies events, and keeps each change to look at. */
export function playRun(definition: WorkflowDefinition, input: Record<string, string | number | boolean> = {}) {
  const program = compile(definition, "1-test");
  let ids = 0;
  const newId = () => `id-${++ids}`;
  let time = 0;
  const store = memoryStore(() => new Date(time), LEASE_MS);
  const unstarted = unstartedRun({
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
  const snapshot = (): Snapshot => (changes.length === 0 ? unstarted : (store.readRun("run") as Snapshot));

  /** Applies an event; answers why when it was ignored. A due effect is taken by `process-1`. A second passes. */
  function apply(event: EngineEvent): string | null {
    const change = transition(program, snapshot(), event, newId);
    if ("ignored" in change) return change.ignored;
    if (change.lease.kind === "due" && change.lease.afterMs === 0) takeLease(change, "process-1");
    if (!store.commit(change)) return "lost";
    changes.push(change);
    time += 1_000;
    return null;
  }

  return {
    apply,
    changes,
    run: () => snapshot().run,
    reviews: () => snapshot().openReviews,
    expireLease: () => {
      store.rows("run").run.leaseUntil = new Date(time);
    },
    waitUntil: (now: Date) => {
      time = now.getTime();
    },
    succeed: (output: string) => {
      const { seq, leaseEpoch: epoch } = snapshot().run;
      return apply({ type: "effect.succeeded", seq, epoch, output, by: WRITER });
    },
    fail: (error: { code?: string; message?: string; retryable: boolean; retryAfterMs?: number }) => {
      const { seq, leaseEpoch: epoch } = snapshot().run;
      return apply({ type: "effect.failed", seq, epoch, error: { code: "failed", message: "It failed.", ...error } });
    },
    /** What a branch's own last statement writes; its parent hears of it. */
    endBranch: (key: string, end: Partial<BranchState>) => {
      const { seq } = snapshot().run;
      const branch = store.rows("run").branches.find((row) => row.seq === seq && row.key === key);
      if (branch) Object.assign(branch, end);
      return apply({ type: "branch.ended", seq });
    },
    branches: () => snapshot().branches.map(({ key, status }) => `${key}: ${status}`),
    decideReview: (reviewId: string, action: string) =>
      apply({ type: "review.decided", reviewId, by: ANA, action, values: {} }),
    decide: (action: string, values: Record<string, string> = {}) =>
      apply({ type: "review.decided", reviewId: snapshot().openReviews[0]?.id ?? "none", by: ANA, action, values }),
  };
}
