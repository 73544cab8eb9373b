import type { BranchState, DraftContent, HeldAnswer } from "@/lib/engine/types";
import type { ReviewRecord, RunSnapshot } from "@/lib/operations/records";
import { nameOf } from "@/lib/words/people";
import { type BranchRow, type RunRow, type RunRows, stored, type Tables } from "./rows";

const NOTHING = { answers: 0, cuts: 0 };

/** What the SELECT of lib/store/door-read.ts reads. */
export function readSnapshot(tables: Tables, rows: RunRows, now: Date): RunSnapshot {
  const { leaseUntil, ...run } = rows.run;
  const signals = rows.signals.filter(({ takenBySeq }) => takenBySeq === null);
  return {
    run: copyRun(run),
    draft: draftOf(rows, run.draftRevision),
    ...(run.held && { heldAnswers: heldAnswers(rows, run.held) }),
    openReviews: run.status === "waiting" ? openReviews(rows) : [],
    keptSignals:
      run.signalsKept === 0
        ? []
        : signals
            .sort((a, b) => a.eventSeq - b.eventSeq)
            .map(({ id, name, data }) => ({ id, name, data: stored(data) })),
    branches: run.joining ? branchesOf(tables, rows) : [],
    branchReviews: run.joining && run.id === run.rootId ? branchReviews(tables, run.id) : [],
    family: run.joining || run.parentId !== null ? stored(tables.get(run.rootId)?.family ?? NOTHING) : NOTHING,
    raceLost: (run.racing && lost(tables, rows)) || isUnwanted(tables, rows),
    asked: askedIn(tables, run),
    leaseExpired: run.status === "running" && leaseUntil !== null && leaseUntil <= now,
    now,
  };
}

function copyRun({ wakeAt, expiresAt, createdAt, updatedAt, ...run }: RunSnapshot["run"]): RunSnapshot["run"] {
  return { ...stored(run), wakeAt, expiresAt, createdAt, updatedAt };
}

export function copyReview({ dueAt, createdAt, ...review }: ReviewRecord): ReviewRecord {
  return { ...stored(review), dueAt, createdAt };
}

export function draftOf({ drafts }: RunRows, revision: number | null): DraftContent | null {
  const draft = drafts.find((one) => one.revision === revision);
  return draft ? { revision: draft.revision, content: draft.content, format: "markdown" } : null;
}

export const byReviewAge = (a: ReviewRecord, b: ReviewRecord) =>
  a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : 1);

/** Names of all who are or were asked in the run's family, where only its participants see it. */
export function askedIn(tables: Tables, { rootId, people }: Pick<RunRow, "rootId" | "people">): string[] {
  if (!people.visibility) return [];
  const family = [...tables.values()].filter(({ run }) => run.rootId === rootId);
  const names = family.flatMap(({ reviews }) => reviews.flatMap(({ assignee }) => (assignee ? nameOf(assignee) : [])));
  return [...new Set(names)].sort();
}

function openReviews({ reviews }: RunRows): ReviewRecord[] {
  return reviews
    .filter(({ status }) => status === "open")
    .sort(byReviewAge)
    .map(copyReview);
}

function heldAnswers({ run, reviews }: RunRows, ids: string[]): HeldAnswer[] {
  const answered = reviews.filter(({ seq }) => seq === run.seq);
  return ids.flatMap((id) => {
    const review = answered.find((one) => one.id === id);
    return review
      ? stored({
          id,
          key: review.key,
          assignee: review.assignee,
          decision: review.decision as HeldAnswer["decision"],
        })
      : [];
  });
}

function branchReviews(tables: Tables, rootId: string): RunSnapshot["branchReviews"] {
  const branches = [...tables.values()].filter(({ run }) => run.rootId === rootId && run.id !== rootId);
  return branches
    .flatMap((rows) =>
      openReviews(rows).map((review) => ({
        review,
        draft: draftOf(rows, review.draftRevision),
        people: review.visibility || review.people ? stored(rows.run.people) : {},
      })),
    )
    .sort((a, b) => byReviewAge(a.review, b.review));
}

function branchesOf(tables: Tables, { run, joins, branches }: RunRows): BranchState[] {
  const join = joins.find(({ seq }) => seq === run.seq);
  const mine = branches.filter(({ seq }) => seq === run.seq);
  const underWay = mine.some(({ status }) => status === "pending" || status === "running");
  const shown = ({ status, index }: BranchRow) => !underWay || (status === "completed" && join?.winner === index);
  return mine
    .sort((a, b) => a.index - b.index)
    .map(({ seq: _, ...branch }) => ({
      ...stored(branch),
      people: stored(tables.get(branch.childId ?? "")?.run.people ?? {}),
      models: stored(tables.get(branch.childId ?? "")?.run.models ?? []),
      input: branch.status === "pending" ? stored(branch.input) : null,
      output: shown({ seq: run.seq, ...branch }) ? stored(branch.output) : null,
    }));
}

function isUnwanted(tables: Tables, { run }: RunRows): boolean {
  const parent = tables.get(run.parentId ?? "");
  if (!parent) return false;
  const isCut = parent.branches.some(({ childId, status }) => childId === run.id && status === "canceling");
  return isCut || isUnwanted(tables, parent);
}

function lost(tables: Tables, { run }: RunRows): boolean {
  const winner = tables.get(run.parentId ?? "")?.joins.find(({ seq }) => seq === run.parentSeq)?.winner ?? null;
  return winner !== null && winner !== run.branchIndex;
}
