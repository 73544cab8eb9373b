import type { Pool } from "pg";
import type { Actor, Checkpoint, Outputs, ReviewedComment, Visit } from "@/lib/engine/types";
import type { Database } from "./database";
import type { PrismaClient } from "./generated/client";

/** From the last visit up to `$2` that says what it began with; that one says it first. */
const SINCE = `
  with before as (
    select seq, step_index, step_name, status, draft_revision, base_data, output from step_executions
    where run_id = $1 and seq <= $2
  )
  select seq, step_index as "stepIndex", step_name as "stepName", status, draft_revision as "draftRevision",
    base_data as "baseData", output
  from before where seq >= coalesce((select max(seq) from before where base_data is not null), 1) order by seq`;

type VisitRow = Pick<Visit, "seq" | "stepIndex" | "stepName" | "status" | "draftRevision" | "baseData" | "output">;

/**
 * What visit `seq` began with: the outputs of the visits before it, counted from the last one that says what
 * it began with (a rewind or a fork). Null when the run has no such visit.
 */
export async function checkpoint(
  { pool, prisma }: Pick<Database, "pool" | "prisma">,
  runId: string,
  seq: number,
): Promise<Checkpoint | null> {
  const { rows } = await pool.query<VisitRow>({ name: "checkpoint", text: SINCE, values: [runId, seq] });
  const visit = rows.at(-1);
  if (visit?.seq !== seq) return null;
  const data: Outputs = { ...rows[0]?.baseData };
  for (const { stepName, output, status } of rows.slice(0, -1)) if (status === "completed") data[stepName] = output;
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

/** Visits of a run before visit `seq`, in their order. */
export async function visitsBefore(
  pool: Pick<Pool, "query">,
  runId: string,
  seq: number,
): Promise<{ seq: number; stepName: string }[]> {
  const text = `select seq, step_name as "stepName" from step_executions where run_id = $1 and seq < $2 order by seq`;
  return (await pool.query<{ seq: number; stepName: string }>(text, [runId, seq])).rows;
}
