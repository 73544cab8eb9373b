import type { PageRequest } from "@/lib/contract/requests";
import type { Checkpoint, Outputs, Visit } from "@/lib/engine/types";
import type { ReadStore } from "@/lib/operations/ports";
import type { CommentView, DraftView, EventView, Page, StepView } from "@/lib/views/views";
import { reviewsBelow, reviewsOfRace } from "./reviews-below";
import { type RunRows, stored, type Tables, visitsOf } from "./rows";

/** What is read of one run. Lists over many runs are for pages, and the kit has none. */
export type RunReads = Pick<
  ReadStore,
  | "workspaceOfRun"
  | "listSteps"
  | "listEvents"
  | "listDrafts"
  | "listComments"
  | "checkpoint"
  | "commentsBefore"
  | "visitsBefore"
  | "reviewsBelow"
  | "migratedAt"
  | "hasSignal"
  | "hasRequest"
>;

export function memoryReads(tables: Tables): RunReads {
  const rows = (runId: string) => tables.get(runId);
  const visits = (runId: string) => {
    const found = rows(runId);
    return found ? visitsOf(found) : [];
  };
  return {
    workspaceOfRun: async (runId) => rows(runId)?.run.workspaceId ?? null,
    listSteps: async (runId, request) => page(visits(runId), request, stepView),
    listEvents: async (runId, request) => page(rows(runId)?.events ?? [], request, eventView),
    listDrafts: async (runId, request) => page(rows(runId)?.drafts ?? [], request, draftView),
    listComments: async (runId, request) => page(byAge(rows(runId)?.comments ?? []), request, commentView),
    checkpoint: async (runId, seq) => checkpoint(rows(runId), seq),
    migratedAt: async (runId) => {
      const last = rows(runId)?.events.findLast(({ type }) => type === "run.migrated");
      return (last?.data as { seq: number } | undefined)?.seq ?? 1;
    },
    visitsBefore: async (runId, seq) =>
      visits(runId)
        .filter((visit) => visit.seq < seq)
        .map((visit) => ({ seq: visit.seq, stepName: visit.stepName })),
    reviewsBelow: async (runId, scope) =>
      scope === "run" ? reviewsBelow(tables, runId) : reviewsOfRace(tables, runId),
    commentsBefore: async (runId, seq) =>
      byAge(rows(runId)?.comments ?? [])
        .filter((comment) => comment.status === "open" && comment.seq < seq)
        .map(({ by, text, draftRevision }) => stored({ by, text, draftRevision })),
    hasRequest: async (runId, requestId) =>
      rows(runId)?.events.some(({ data }) => (data as { requestId?: string } | null)?.requestId === requestId) ?? false,
    hasSignal: async (runId, id) => rows(runId)?.signals.some((signal) => signal.id === id) ?? false,
  };
}

export function byAge<R extends { createdAt: Date; id: string }>(rows: R[]): R[] {
  return [...rows].sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : 1));
}

/** Cursors are offsets: nothing here is ever removed. */
function page<R, T>(rows: R[], { limit, cursor }: PageRequest, view: (row: R) => T): Page<T> {
  const from = Number(cursor ?? 0);
  const nextCursor = rows.length > from + limit ? String(from + limit) : null;
  return { data: rows.slice(from, from + limit).map(view), nextCursor };
}

/** What visit `seq` began with, as lib/store/checkpoint.ts finds it. */
function checkpoint(rows: RunRows | undefined, seq: number): Checkpoint | null {
  const visits = rows ? visitsOf(rows) : [];
  const visit = visits.find((one) => one.seq === seq);
  if (!rows || !visit) return null;
  const base = visits.findLast((step) => step.seq <= seq && step.baseData !== null);
  const since = visits.filter((step) => step.seq >= (base?.seq ?? 1) && step.seq < seq);
  const data: Outputs = { ...stored(base?.baseData ?? {}) };
  for (const { stepName, status, output } of since) if (status === "completed") data[stepName] = stored(output);
  const draft = rows.drafts.find(({ revision }) => revision === visit.draftRevision);
  return {
    seq,
    stepIndex: visit.stepIndex,
    data,
    draft: draft
      ? { revision: draft.revision, content: draft.content, format: "markdown", by: stored(draft.by) }
      : null,
  };
}

export function stepView(row: Visit): StepView {
  const { seq, stepIndex, stepName, kind, visit, attempt, status, input, output, error, tokensIn, tokensOut } = row;
  return stored({
    ...{ seq, kind, visit, attempt, status, input, output, error },
    step: { index: stepIndex, name: stepName },
    startedAt: row.startedAt,
    endedAt: row.endedAt,
    model: row.model,
    tokens: tokensIn === null && tokensOut === null ? null : { in: tokensIn ?? 0, out: tokensOut ?? 0 },
  });
}

export function eventView({ seq, type, actor, data, at }: RunRows["events"][number]): EventView {
  return stored({ seq, type, actor, data, at: at.toISOString() });
}

export function draftView({ revision, content, by, createdAt }: RunRows["drafts"][number]): DraftView {
  return stored({ revision, content, format: "markdown" as const, by, createdAt: createdAt.toISOString() });
}

export function commentView({ id, by, text, draftRevision, createdAt }: RunRows["comments"][number]): CommentView {
  return stored({ id, by, text, draftRevision, createdAt: createdAt.toISOString() });
}
