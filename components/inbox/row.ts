import type { ReviewStatus } from "@/lib/views/views";
import type { Actor } from "@/lib/words/people";

/** A review as the inbox shows it. */
export interface InboxRow {
  id: string;
  title: string;
  workflow: string;
  draftRevision: number | null;
  visit: number;
  status: ReviewStatus;
  createdAt: string;
  dueAt: string | null;
  /** Why it is not for whoever reads the list. */
  reason: string | null;
  askedBy: { id: string; name: string } | null;
  decision: { by: Actor; label: string; at: string } | null;
}

export interface HeldRows {
  rows: (InboxRow & { gone?: boolean })[];
  /** How many wait to be shown. */
  fresh: number;
}

/**
 * Rows for somebody who is in the middle of the list: nothing moves, what is gone says so, what is new
 * is counted.
 */
export function holdRows(shown: HeldRows["rows"], now: InboxRow[]): HeldRows {
  const known = new Set(shown.map(({ id }) => id));
  return {
    rows: shown.map((row) => now.find(({ id }) => id === row.id) ?? { ...row, gone: true }),
    fresh: now.filter(({ id }) => !known.has(id)).length,
  };
}
