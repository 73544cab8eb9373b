import type { WorkflowView } from "@/lib/views/views";
import type { PrismaClient } from "./generated/client";

/** Writes down the versions that this process knows, so that pages can show them when no process does any more. */
export async function saveWorkflowVersions(prisma: PrismaClient, workflows: WorkflowView[]): Promise<void> {
  const rows = workflows.map(({ input, steps, edges, ...row }) => ({ ...row, structure: { input, steps, edges } }));
  await prisma.$executeRaw`
    insert into workflow_versions (name, version, title, description, structure)
    select x.name, x.version, x.title, x.description, x.structure
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as x(name text, version text, title text, description text, structure jsonb)
    on conflict (name, version) do update
      set title = excluded.title, description = excluded.description, structure = excluded.structure`;
}

/** Null when no process ever announced it. */
export async function workflowVersion(
  prisma: PrismaClient,
  name: string,
  version: string,
): Promise<WorkflowView | null> {
  const row = await prisma.workflowVersion.findUnique({ where: { name_version: { name, version } } });
  if (!row) return null;
  const { title, description } = row;
  const structure = row.structure as unknown as Structure | WorkflowView["steps"];
  // Earlier releases kept the steps alone.
  const kept = Array.isArray(structure) ? { input: { fields: [] }, steps: structure, edges: [] } : structure;
  return { name, version, title, description, ...kept };
}

type Structure = Pick<WorkflowView, "input" | "steps" | "edges">;
