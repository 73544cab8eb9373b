import type { Change } from "@/lib/engine/change";
import type { RunRows, Tables } from "./rows";

/** Throws, before anything is written, where a unique key of Postgres would undo the whole statement. */
export function checkUniqueKeys(tables: Tables, rows: RunRows | undefined, change: Change): void {
  const { seq } = change.run;
  const at = (rows: { index: number }[]) => rows.map((row) => ({ ...row, seq }));
  check("visits", rows?.leftVisits, change.leftVisits, ({ seq }) => seq);
  check("drafts", rows?.drafts, change.drafts, ({ revision }) => revision);
  check("reviews", rows?.reviews, change.openedReviews, ({ seq, key }) => `${seq} ${key}`);
  check("comments", rows?.comments, change.comments, ({ id }) => id);
  check("signals", rows?.signals, change.signals, ({ id }) => id);
  check("joins", rows?.joins, change.joins, ({ seq }) => seq);
  check("branches", rows?.branches, at(change.branches), ({ seq, index }) => `${seq} ${index}`);
  check("events", rows?.events, change.events, ({ seq }) => seq);
  for (const { id } of change.children) if (tables.has(id)) throw new Error(`duplicate key in runs: ${id}`);
}

function check<R>(table: string, kept: R[] | undefined, added: R[], key: (row: NoInfer<R>) => string | number): void {
  const seen = new Set(kept?.map(key));
  for (const row of added) {
    if (seen.has(key(row))) throw new Error(`duplicate key in ${table}: ${key(row)}`);
    seen.add(key(row));
  }
}
