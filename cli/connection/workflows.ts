import { exit } from "@/cli/exit-codes";
import { Failure } from "@/cli/failure";
import { workflows } from "@/lib/features/workflows/contract";
import type { WorkflowView } from "@/lib/views/views";
import type { Client } from "./client";

export const readWorkflows = (client: Client) => client.all(workflows.list, {});

export async function findWorkflow(client: Client, name: string): Promise<WorkflowView> {
  const all = await readWorkflows(client);
  const found = all.find((workflow) => workflow.name === name);
  if (found) return found;
  const names = all.map((workflow) => workflow.name).join(", ");
  throw new Failure(exit.notFound, `There is no workflow "${name}". There are: ${names}.`, "unknown_workflow");
}
