import { moved, opened } from "@/lib/engine/after";
import type { Change } from "@/lib/engine/change";
import { ownerAfter } from "@/lib/engine/lease";
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
  const rows = before ?? emptyRows(bornRow(change.run, null, now));
  if (start) tables.set(change.run.id, rows);
  Object.assign(rows.run, movedColumns(rows.run, change, now, leaseMs));
  rows.leftVisits.push(...stored(change.leftVisits));
  for (const draft of change.drafts) rows.drafts.push({ ...stored(draft), createdAt: now });
  applyReviewParts(rows, change, now);
  applySignalParts(rows, change);
  applyBranchParts(tables, rows, change);
  for (const child of change.children) tables.set(child.id, emptyRows(bornRow(child, now, now)));
  for (const event of change.events) rows.events.push({ ...stored(event), at: now });
  return true;
}

function isTurnTaken(tables: Tables, { threadId, turn }: RunState): boolean {
  return threadId !== null && [...tables.values()].some(({ run }) => run.threadId === threadId && run.turn === turn);
}

/** As JSON columns and timestamps give them back. */
function storedRun(run: RunState): RunState {
  return { ...stored(run), wakeAt: run.wakeAt, expiresAt: run.expiresAt };
}

function bornRow(run: RunState, leaseUntil: Date | null, now: Date): RunRow {
  return { ...storedRun(run), revision: 1, leaseUntil, createdAt: now, updatedAt: now };
}

function movedColumns(before: RunRow, change: Change, now: Date, leaseMs: number): Partial<RunRow> {
  const { lease } = change;
  const until = (ms: number) => new Date(now.getTime() + ms);
  const leaseUntil = {
    keep: before.leaseUntil,
    none: null,
    due: until(lease.kind === "due" ? lease.afterMs : 0),
    taken: until(leaseMs),
  }[lease.kind];
  const { createdAt } = before;
  return { ...storedRun(change.run), leaseOwner: ownerAfter(change), leaseUntil, createdAt, updatedAt: now };
}

function applyReviewParts(rows: RunRows, change: Change, now: Date): void {
  for (const { id, status, decision } of change.closedReviews) {
    const open = rows.reviews.find((review) => review.id === id && review.status === "open");
    if (open) Object.assign(open, { status, decision: stored(decision) });
  }
  for (const review of rows.reviews) if (review.status === "open") Object.assign(review, moved(review, change));
  for (const review of change.openedReviews.map((one) => opened(rows.run, one, { updatedAt: now }))) {
    rows.reviews.push({ ...stored(review), dueAt: review.dueAt, createdAt: now });
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
