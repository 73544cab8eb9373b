import type { Actor, Checkpoint, Json, Outputs, ReviewedComment } from "@/lib/engine/types";
import type { PrismaClient } from "./generated/client";

/**
 * What visit `seq` began with: the outputs of the visits before it, counted from the last one that says what
 * it began with (a rewind or a fork). Null when the run has no such visit.
 */
export async function checkpoint(prisma: PrismaClient, runId: string, seq: number): Promise<Checkpoint | null> {
  const visit = await prisma.stepExecution.findUnique({
    where: { runId_seq: { runId, seq } },
    select: { stepIndex: true, draftRevision: true },
  });
  if (!visit) return null;
  const base = await prisma.stepExecution.findFirst({
    where: { runId, seq: { lte: seq }, NOT: { baseData: { equals: null as never } } },
    orderBy: { seq: "desc" },
    select: { seq: true, baseData: true },
  });
  const since = await prisma.stepExecution.findMany({
    where: { runId, seq: { gte: base?.seq ?? 1, lt: seq }, status: "completed" },
    orderBy: { seq: "asc" },
    select: { stepName: true, output: true },
  });
  const data: Outputs = { ...(base?.baseData as Outputs | undefined) };
  for (const { stepName, output } of since) data[stepName] = output as Json;
  return { seq, stepIndex: visit.stepIndex, data, draft: await draftOf(prisma, runId, visit.draftRevision) };
}

async function draftOf(prisma: PrismaClient, runId: string, revision: number): Promise<Checkpoint["draft"]> {
  if (revision === 0) return null;
  const draft = await prisma.draft.findUnique({ where: { runId_revision: { runId, revision } } });
  return draft && { revision, content: draft.content, format: "markdown", by: draft.by as unknown as Actor };
}

/** Comments that counted when visit `seq` began. */
export async function commentsBefore(prisma: PrismaClient, runId: string, seq: number): Promise<ReviewedComment[]> {
  const rows = await prisma.comment.findMany({
    where: { runId, status: "open", seq: { lt: seq } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  return rows.map(({ by, text, draftRevision }) => ({ by: by as unknown as Actor, text, draftRevision }));
}

/** The visit at which the run came to its present version; 1 when it was never migrated. */
export async function migratedAt(prisma: PrismaClient, runId: string): Promise<number> {
  const last = await prisma.event.findFirst({ where: { runId, type: "run.migrated" }, orderBy: { seq: "desc" } });
  return (last?.data as { seq: number } | undefined)?.seq ?? 1;
}
