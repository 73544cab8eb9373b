import type { ReviewRecord, RunRecord } from "@/lib/operations/records";
import type { Assignee } from "@/lib/views/people";

const RUN_KEYS = [
  "id",
  "workspaceId",
  "workflow",
  "version",
  "status",
  "revision",
  "stepIndex",
  "stepName",
  "seq",
  "visit",
  "attempt",
  "takeovers",
  "eventSeq",
  "draftRevision",
  "draftCount",
  "wakeAt",
  "expiresAt",
  "signalsKept",
  "held",
  "leaseOwner",
  "leaseEpoch",
  "model",
  "door",
  "threadId",
  "turn",
  "parentId",
  "parentSeq",
  "branchIndex",
  "racing",
  "joining",
  "rootId",
  "forkedFrom",
  "startedBy",
  "input",
  "data",
  "visits",
  "output",
  "error",
  "createdAt",
  "updatedAt",
] as const satisfies (keyof RunRecord)[];

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
  "assigneeKind",
  "assigneeId",
  "dueAt",
  "createdAt",
  "decision",
] as const;

const column = (key: string) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** A row as a JSON array in the order of its keys: names would be most of what goes over the wire. */
const rowJson = (alias: string, keys: readonly string[]) =>
  `json_build_array(${keys.map((key) => `${alias}.${column(key)}`).join(", ")})`;

export const runJson = (alias: string) => rowJson(alias, RUN_KEYS);
export const reviewJson = (alias: string) => rowJson(alias, REVIEW_KEYS);

export type JsonRow = unknown[];

const object = (keys: readonly string[], row: JsonRow) => {
  const named: Record<string, unknown> = {};
  for (const [index, key] of keys.entries()) named[key] = row[index];
  return named;
};

/** JSON has no dates. */
interface RunRow extends Omit<RunRecord, "wakeAt" | "expiresAt" | "createdAt" | "updatedAt"> {
  wakeAt: string | null;
  expiresAt: string | null;
  createdAt: string;
  updatedAt: string;
}

export function toRun(row: JsonRow): RunRecord {
  const { wakeAt, expiresAt, createdAt, updatedAt, ...run } = object(RUN_KEYS, row) as unknown as RunRow;
  return {
    ...run,
    wakeAt: wakeAt === null ? null : new Date(wakeAt),
    expiresAt: expiresAt === null ? null : new Date(expiresAt),
    createdAt: new Date(createdAt),
    updatedAt: new Date(updatedAt),
  };
}

/** The assignee lies in two columns. */
interface ReviewRow extends Omit<ReviewRecord, "dueAt" | "createdAt" | "assignee"> {
  assigneeKind: Assignee["kind"] | null;
  assigneeId: string | null;
  dueAt: string | null;
  createdAt: string;
}

export function toReview(row: JsonRow): ReviewRecord {
  const { assigneeKind, assigneeId, dueAt, createdAt, ...review } = object(REVIEW_KEYS, row) as unknown as ReviewRow;
  return {
    ...review,
    assignee: assigneeKind === null ? null : ({ kind: assigneeKind, id: assigneeId } as Assignee),
    dueAt: dueAt === null ? null : new Date(dueAt),
    createdAt: new Date(createdAt),
  };
}
