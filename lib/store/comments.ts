import type { CommentForPrompt } from "@/lib/engine/program";
import type { Actor } from "@/lib/views/people";
import type { PrismaClient } from "./generated/client";

/** All comments of a run, oldest first. */
export async function commentsOf(prisma: PrismaClient, runId: string): Promise<CommentForPrompt[]> {
  const rows = await prisma.comment.findMany({ where: { runId }, orderBy: [{ createdAt: "asc" }, { id: "asc" }] });
  return rows.map(({ by, text, draftRevision }) => ({ by: (by as unknown as Actor).name, text, draftRevision }));
}
