import { ClaimFirst } from "@/lib/contract/keep";
import type { Change } from "@/lib/engine/change";
import type { CommentForPrompt } from "@/lib/engine/program";
import type { DoorStore, VersionRef } from "@/lib/operations/ports";
import type { ReviewSnapshot, RunSnapshot } from "@/lib/operations/records";
import { applyChange } from "./apply-change";
import { memoryJournal } from "./memory-journal";
import { memoryLeases } from "./memory-leases";
import { byAge, memoryReads } from "./memory-reads";
import { copyReview, draftOf, readSnapshot } from "./read-snapshot";
import type { RunRows, Tables } from "./rows";

/**
 * The product's store in memory: what goes in by `commit` comes out as Postgres would give it. A test plays the
 * same histories on both. `now` is the clock that the database would have, `knownTo` what processes have announced.
 */
export function memoryStore(now: () => Date, leaseMs: number, knownTo: (owner: string) => VersionRef[] = () => []) {
  const tables: Tables = new Map();
  const answered = new Set<string>();
  const readRun = (runId: string): RunSnapshot | null => {
    const rows = tables.get(runId);
    return rows ? readSnapshot(tables, rows, now()) : null;
  };
  const commit = (change: Change) => applyChange(tables, change, now(), leaseMs);
  const door: DoorStore = {
    now: async () => now(),
    knownTime: () => ({ now: now(), aheadMs: 0 }),
    readRun: async (runId) => readRun(runId),
    readReview: async (reviewId) => readReview(tables, reviewId, now()),
    async commit(change, kept) {
      const name = kept && JSON.stringify([kept.principal, kept.path, kept.key]);
      if (name && answered.has(name)) throw new ClaimFirst();
      if (!commit(change)) return null;
      const { createdAt, updatedAt } = rowsOf(tables, change.run.id).run;
      if (name) answered.add(name);
      return { change, at: { createdAt, updatedAt } };
    },
  };
  return {
    door,
    reads: memoryReads(tables),
    leases: memoryLeases(tables, now, leaseMs, knownTo),
    journal: memoryJournal(tables),
    async commentsOf(runId: string): Promise<CommentForPrompt[]> {
      return byAge(rowsOf(tables, runId).comments)
        .filter(({ status }) => status === "open")
        .map(({ by, text, draftRevision }) => ({ by: by.name, text, draftRevision }));
    },
    readRun,
    commit,
    /** Rows, to look at. */
    rows: (runId: string) => rowsOf(tables, runId),
    allRows: () => [...tables.values()],
  };
}

export type MemoryStore = ReturnType<typeof memoryStore>;

function rowsOf(tables: Tables, runId: string): RunRows {
  const rows = tables.get(runId);
  if (!rows) throw new Error(`There is no run ${runId}.`);
  return rows;
}

function readReview(tables: Tables, reviewId: string, now: Date): ReviewSnapshot | null {
  for (const rows of tables.values()) {
    const review = rows.reviews.find(({ id }) => id === reviewId);
    if (!review) continue;
    return {
      review: copyReview(review),
      reviewDraft: draftOf(rows, review.draftRevision),
      snapshot: readSnapshot(tables, rows, now),
    };
  }
  return null;
}
