import type { Program } from "@/lib/engine/program";
import type { PrismaClient } from "./generated/client";

/** Writes down the versions that this process knows, so that pages can name their steps later. */
export async function saveWorkflowVersions(prisma: PrismaClient, programs: Program[]): Promise<void> {
  await prisma.workflowVersion.createMany({
    data: programs.map(({ workflow, version, title, description, steps }) => ({
      name: workflow,
      version,
      title,
      description,
      structure: steps.map(({ index, name, kind, title }) => ({ index, name, kind, title })),
    })),
    skipDuplicates: true,
  });
}
