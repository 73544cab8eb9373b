import type { ShownReview } from "@/lib/contract/requests";
import type { FormSpec } from "@/lib/forms/spec";
import type { Hidden, ShownPlace } from "@/lib/operations/ports";
import type { DecisionView } from "@/lib/views/views";
import type { Principal } from "@/lib/words/people";
import type { PrismaClient } from "./generated/client";
import { ranges } from "./hidden";

export async function latestRun(
  prisma: PrismaClient,
  { workspaceId, userId }: Pick<Principal, "workspaceId" | "userId">,
  door: string,
): Promise<string | null> {
  const rows = await prisma.$queryRaw<{ id: string }[]>`SELECT id FROM runs
    WHERE workspace_id = ${workspaceId}::uuid AND door = ${door} AND started_by ->> 'id' = ${userId}
    ORDER BY created_at DESC, id DESC LIMIT 1`;
  return rows[0]?.id ?? null;
}

export async function lastDecided(
  prisma: PrismaClient,
  runId: string,
  hidden: Hidden,
): Promise<{ form: FormSpec; decision: DecisionView } | null> {
  const row = await prisma.review.findFirst({
    where: { runId, status: "decided", NOT: ranges(hidden).map((seq) => ({ seq })) },
    orderBy: [{ seq: "desc" }, { key: "desc" }],
    select: { form: true, decision: true },
  });
  return row && { form: row.form as unknown as FormSpec, decision: row.decision as unknown as DecisionView };
}

/** Written only when something else is shown than before. */
export async function saveShown(prisma: PrismaClient, place: ShownPlace, reviews: ShownReview[]): Promise<void> {
  const { runId, userId, door, workspaceId } = place;
  await prisma.$executeRaw`
    INSERT INTO showings (run_id, user_id, door, workspace_id, reviews)
    VALUES (${runId}::uuid, ${userId}::uuid, ${door}, ${workspaceId}::uuid, ${JSON.stringify(reviews)}::jsonb)
    ON CONFLICT (run_id, user_id, door) DO UPDATE SET reviews = excluded.reviews, shown_at = now()
      WHERE showings.reviews <> excluded.reviews`;
}

export async function lastShown(prisma: PrismaClient, place: ShownPlace): Promise<ShownReview[] | null> {
  const { workspaceId, ...key } = place;
  const row = await prisma.showing.findUnique({ where: { runId_userId_door: key, workspaceId } });
  return row && (row.reviews as unknown as ShownReview[]);
}
