import type { Change } from "@/lib/engine/change";
import { unstartedRun } from "@/lib/engine/newborn";
import type { BranchState, HeldAnswer, OpenReview, Snapshot } from "@/lib/engine/types";
import { LEASE_MS } from "./apply";
import { outputOf } from "./branches";
import { ANA, type Model } from "./model";

/** What the rows of one run say, and what those around it were told. Nothing here decides anything. */
export interface Rows {
  snapshot: Snapshot;
  leaseUntil: number | null;
  visits: { name: string; status: string; repeats: number | null }[];
  drafts: Record<number, string>;
  answers: HeldAnswer[];
  unwanted: string[];
  told: string[];
  log: string[];
}

export function unbornRows(role: Model["role"], now: number): Rows {
  const snapshot = unstartedRun({
    ...{ id: "run", workspaceId: "workspace", workflow: "flow", version: "1", input: null, model: null },
    ...{ startedBy: ANA, now: new Date(now) },
  });
  const isBranch = role !== "root";
  const place = { parentId: "parent", parentSeq: 1, branchIndex: 0, rootId: "parent", revision: 1 };
  return {
    snapshot: { ...snapshot, run: { ...snapshot.run, ...(isBranch ? { ...place, racing: role === "racer" } : {}) } },
    leaseUntil: isBranch ? now : null,
    ...{ visits: [], drafts: {}, answers: [], unwanted: [], told: [], log: [] },
  };
}

/** The rows once the one statement has written a change. */
export function written(rows: Rows, change: Change): Rows {
  const { snapshot } = rows;
  const { run, lease, leftVisits } = change;
  const now = snapshot.now.getTime();
  const owner = { keep: run.leaseOwner, none: null, due: null, taken: lease.kind === "taken" ? lease.owner : null };
  const until = {
    keep: rows.leaseUntil,
    none: null,
    due: now + (lease.kind === "due" ? lease.afterMs : 0),
    taken: now + LEASE_MS,
  };
  const visits = [...rows.visits];
  for (const { seq, stepName: name, status, repeats } of [...leftVisits, ...(run.visit ? [run.visit] : [])]) {
    visits[seq - 1] = { name, status, repeats: repeats.at(-1) ?? null };
  }
  const answers = [...rows.answers, ...answersIn(rows, change)];
  const branches = branchesAfter(rows, change);
  return {
    leaseUntil: until[lease.kind],
    visits,
    drafts: { ...rows.drafts, ...Object.fromEntries(change.drafts.map((draft) => [draft.revision, draft.content])) },
    answers,
    unwanted: [
      ...rows.unwanted,
      ...snapshot.branches.filter((one) => change.cancelBranches !== null && one.status === "running").map(keyOf),
    ],
    told: [...rows.told, ...(change.branchEnd ? [change.branchEnd.status] : [])],
    log: change.events.map(({ type }) => type),
    snapshot: {
      ...snapshot,
      run: { ...run, leaseOwner: owner[lease.kind] },
      draft: change.draft,
      openReviews: reviewsAfter(rows, change),
      heldAnswers: (run.held ?? []).flatMap((id) => answers.find((answer) => answer.id === id) ?? []),
      keptSignals: [
        ...snapshot.keptSignals.filter(({ id }) => !change.takenSignals.some((taken) => taken.id === id)),
        ...change.signals.filter(({ takenBySeq }) => takenBySeq === null),
      ],
      branches: run.joining ? branches : [],
      leaseExpired: false,
    },
  };
}

const keyOf = ({ key }: { key: string }) => key;

function answersIn({ snapshot }: Rows, { closedReviews }: Change): HeldAnswer[] {
  return closedReviews.flatMap(({ id, decision }) => {
    const { key = "", assignee = null } = snapshot.openReviews.find((review) => review.id === id) ?? {};
    return decision ? [{ id, key, assignee, decision }] : [];
  });
}

function reviewsAfter({ snapshot }: Rows, change: Change): OpenReview[] {
  const { closedReviews, rescheduledReviews, openedReviews } = change;
  const left = snapshot.openReviews.filter(({ id }) => !closedReviews.some((closed) => closed.id === id));
  const moved = left.map((review) => {
    const to = rescheduledReviews.find(({ id }) => id === review.id);
    return to ? { ...review, dueAt: to.dueAt } : review;
  });
  return [...moved, ...openedReviews];
}

function branchesAfter({ snapshot }: Rows, change: Change): BranchState[] {
  const kept = change.joins.length > 0 ? [] : snapshot.branches;
  const noted = new Set(change.deliveredBranches.map(({ index }) => index));
  const begun = new Set(change.begunBranches.map(({ index }) => index));
  return [
    ...kept.map((branch) => ({
      ...branch,
      ...(noted.has(branch.index) ? { delivered: true } : {}),
      ...(begun.has(branch.index) ? { status: "running" as const } : {}),
    })),
    ...change.branches.map((branch): BranchState => {
      const status = branch.childId ? "running" : "pending";
      return { ...branch, status, delivered: false, people: {}, models: [], output: null, error: null };
    }),
  ];
}

export function atTime({ snapshot, ...rows }: Rows, now: number): Rows {
  const { leaseUntil } = rows;
  const leaseExpired = snapshot.run.status === "running" && leaseUntil !== null && leaseUntil <= now;
  return { ...rows, snapshot: { ...snapshot, now: new Date(now), leaseExpired } };
}

export function withBranchEnd(rows: Rows, nth: number, status: "completed" | "failed" | "canceled"): Rows {
  const branches = rows.snapshot.branches.map((branch, index) =>
    index === nth ? { ...branch, status, output: status === "completed" ? outputOf(branch.key) : null } : branch,
  );
  return { ...rows, snapshot: { ...rows.snapshot, branches } };
}
