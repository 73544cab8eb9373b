import type { Change, NewChild } from "@/lib/engine/change";
import type { RunState } from "@/lib/engine/types";
import { applyBranchParts, isFamilyAsRead, winsRace } from "./apply-branches";
import { emptyRows, type RunRow, type RunRows, stored, type Tables } from "./rows";
import { checkUniqueKeys } from "./unique-keys";

/**
 * Writes what the one statement of lib/store/door-commit.ts writes, or nothing: false when the revision or the family
 * had moved on, the run or turn to be started exists, or another branch won the race.
 */
export function applyChange(tables: Tables, change: Change, now: Date, leaseMs: number): boolean {
  const before = tables.get(change.run.id);
  const start = change.run.revision === 1;
  if (start ? before !== undefined : before?.run.revision !== change.run.revision - 1) return false;
  if (start && isTurnTaken(tables, change.run)) return false;
  checkUniqueKeys(tables, before, change);
  if (!isFamilyAsRead(tables, change) || !winsRace(tables, change)) return false;
  const rows = before ?? emptyRows(startedRow(change.run, now));
  if (start) tables.set(change.run.id, rows);
  Object.assign(rows.run, movedColumns(rows.run, change, now, leaseMs));
  rows.leftVisits.push(...stored(change.leftVisits));
  for (const draft of change.drafts) rows.drafts.push({ ...stored(draft), createdAt: now });
  applyReviewParts(rows, change, now);
  applySignalParts(rows, change);
  applyBranchParts(tables, rows, change);
  for (const child of change.children) tables.set(child.id, emptyRows(childRow(rows.run, child, now)));
  for (const event of change.events) rows.events.push({ ...stored(event), at: now });
  return true;
}

function isTurnTaken(tables: Tables, { threadId, turn }: RunState): boolean {
  return threadId !== null && [...tables.values()].some(({ run }) => run.threadId === threadId && run.turn === turn);
}

/** Columns that are written once. */
function startedRow(run: RunState, now: Date): RunRow {
  return { ...stored(run), ...dates(run), leaseUntil: null, racing: false, createdAt: now, updatedAt: now };
}

const dates = ({ wakeAt, expiresAt }: RunState) => ({ wakeAt, expiresAt });

function movedColumns(before: RunRow, { run, lease }: Change, now: Date, leaseMs: number): Partial<RunRow> {
  const until = (ms: number) => new Date(now.getTime() + ms);
  const owner = { keep: run.leaseOwner, none: null, due: null, taken: lease.kind === "taken" ? lease.owner : null };
  const lasts = {
    keep: before.leaseUntil,
    none: null,
    due: until(lease.kind === "due" ? lease.afterMs : 0),
    taken: until(leaseMs),
  };
  const { revision, status, stepIndex, stepName, seq, attempt, takeovers, eventSeq, joining, signalsKept } = run;
  return {
    ...{ revision, status, stepIndex, stepName, seq, attempt, takeovers, eventSeq, joining, signalsKept },
    draftRevision: run.draftRevision,
    draftCount: run.draftCount,
    ...dates(run),
    leaseOwner: owner[lease.kind],
    leaseEpoch: run.leaseEpoch,
    leaseUntil: lasts[lease.kind],
    data: stored(run.data),
    visits: stored(run.visits),
    visit: stored(run.visit),
    output: stored(run.output ?? null),
    error: stored(run.error),
    held: stored(run.held),
    people: stored(run.people),
    version: run.version,
    updatedAt: now,
  };
}

/** A child waits to be begun, as due work. */
function childRow(parent: RunRow, child: NewChild, now: Date): RunRow {
  const { id, branchIndex, workflow, racing, people, input } = stored(child);
  return {
    ...parent,
    ...{ id, branchIndex, workflow, racing, people },
    input: input ?? null,
    revision: 1,
    status: "running",
    stepIndex: null,
    stepName: null,
    seq: 0,
    visit: null,
    attempt: 1,
    takeovers: 0,
    eventSeq: 0,
    draftRevision: 0,
    draftCount: 0,
    wakeAt: null,
    expiresAt: null,
    signalsKept: 0,
    held: null,
    leaseOwner: null,
    leaseEpoch: 0,
    leaseUntil: now,
    model: null,
    threadId: null,
    turn: null,
    parentId: parent.id,
    parentSeq: parent.seq,
    joining: false,
    forkedFrom: null,
    data: {},
    visits: {},
    output: null,
    error: null,
    createdAt: now,
    updatedAt: now,
  };
}

function applyReviewParts(rows: RunRows, change: Change, now: Date): void {
  const { id: runId, workspaceId, rootId: rootRunId, workflow } = rows.run;
  for (const { id, status, decision } of change.closedReviews) {
    const open = rows.reviews.find((review) => review.id === id && review.status === "open");
    if (open) Object.assign(open, { status, decision: stored(decision) });
  }
  const { movedReviews } = change;
  for (const review of rows.reviews) {
    if (review.status === "open" && review.seq === movedReviews?.seq) {
      const { visibility, assignee, ...place } = movedReviews;
      Object.assign(review, place, visibility && { visibility, assignee: review.assignee ?? assignee });
    }
  }
  for (const { id, dueAt } of change.rescheduledReviews) {
    const open = rows.reviews.find((review) => review.id === id && review.status === "open");
    if (open) open.dueAt = dueAt;
  }
  for (const opened of change.openedReviews) {
    const place = { runId, rootRunId, workspaceId, workflow };
    const state = { status: "open" as const, createdAt: now, decision: null };
    rows.reviews.push({ ...stored(opened), dueAt: opened.dueAt, ...place, ...state });
  }
  for (const comment of rows.comments) {
    if (change.setAsideFrom !== null && comment.seq >= change.setAsideFrom) comment.status = "set_aside";
  }
  for (const comment of change.comments) {
    rows.comments.push({ ...stored(comment), status: "open", createdAt: now });
  }
}

function applySignalParts(rows: RunRows, { signals, takenSignals }: Change): void {
  for (const { id, seq } of takenSignals) {
    const kept = rows.signals.find((signal) => signal.id === id);
    if (kept) kept.takenBySeq = seq;
  }
  for (const signal of signals) rows.signals.push(stored(signal));
}
