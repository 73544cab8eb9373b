import type { ReviewRecord, RunRecord } from "@/lib/operations/records";
import type { Assignee } from "@/lib/words/people";
import { columnOf, isTime, READ } from "./run-columns";

const REVIEW_KEYS = [
  "id",
  "workspaceId",
  "runId",
  "rootRunId",
  "workflow",
  "seq",
  "key",
  "stepIndex",
  "stepName",
  "visit",
  "status",
  "title",
  "description",
  "form",
  "draftRevision",
  "people",
  "visibility",
  "dueAt",
  "createdAt",
  "decision",
] as const;

/** An assignee lies in two columns, after the others. */
const ASSIGNEE = REVIEW_KEYS.length;

/** A row as a JSON array in the order of its keys: names would be most of what goes over the wire. */
const rowJson = (alias: string, keys: readonly string[]) =>
  `json_build_array(${keys.map((key) => `${alias}.${columnOf(key)}`).join(", ")})`;

export const runJson = (alias: string) => rowJson(alias, READ);
export const reviewJson = (alias: string) => rowJson(alias, [...REVIEW_KEYS, "assigneeKind", "assigneeId"]);

export type JsonRow = unknown[];

// By hand and in place: this is done for every decision, and copies of forty columns are most of its price.
function named(keys: readonly string[], row: JsonRow): Record<string, unknown> {
  const named: Record<string, unknown> = {};
  for (let index = 0; index < keys.length; index++) named[keys[index] as string] = row[index];
  return named;
}

const TIMES = READ.filter(isTime);

/** JSON has no dates. */
const date = (text: unknown): Date | null => (typeof text === "string" ? new Date(text) : null);

export function toRun(row: JsonRow): RunRecord {
  const run = named(READ, row);
  for (const key of TIMES) run[key] = date(run[key]);
  return run as unknown as RunRecord;
}

export function toReview(row: JsonRow): ReviewRecord {
  const review = named(REVIEW_KEYS, row);
  review.dueAt = date(review.dueAt);
  review.createdAt = date(review.createdAt);
  review.assignee = row[ASSIGNEE] === null ? null : ({ kind: row[ASSIGNEE], id: row[ASSIGNEE + 1] } as Assignee);
  return review as unknown as ReviewRecord;
}
