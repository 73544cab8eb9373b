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

/** A run's columns under the names of `RunRecord`. */
export const RUN_COLUMNS = RUN_KEYS.map((key) => `r.${column(key)} as "${key}"`).join(", ");

/** A review as one JSON value with the names of `ReviewRow`. */
export const reviewJson = (alias: string) =>
  `jsonb_build_object(${REVIEW_KEYS.map((key) => `'${key}', ${alias}.${column(key)}`).join(", ")})`;

/** JSON has no dates and the assignee lies in two columns. */
export interface ReviewRow extends Omit<ReviewRecord, "dueAt" | "createdAt" | "assignee"> {
  assigneeKind: Assignee["kind"] | null;
  assigneeId: string | null;
  dueAt: string | null;
  createdAt: string;
}

export function toReview({ assigneeKind, assigneeId, dueAt, createdAt, ...row }: ReviewRow): ReviewRecord {
  return {
    ...row,
    assignee: assigneeKind === null ? null : ({ kind: assigneeKind, id: assigneeId } as Assignee),
    dueAt: dueAt === null ? null : new Date(dueAt),
    createdAt: new Date(createdAt),
  };
}
