import type { CommentForPrompt } from "@/lib/engine/program";
import type { Actor } from "@/lib/words/people";
import type { PrismaClient } from "./generated/client";

/** Comments of a run that still count, oldest first. */
export async function commentsOf(prisma: PrismaClient, runId: string): Promise<CommentForPrompt[]> {
  const rows = await prisma.comment.findMany({
    where: { runId, status: "open" },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  return rows.map(({ by, text, draftRevision }) => ({ by: (by as unknown as Actor).name, text, draftRevision }));
}
