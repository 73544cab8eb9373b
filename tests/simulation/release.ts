import type { WorkflowDefinition } from "@/lib/engine/definition/definition";
import { createRegistry, type Registry } from "@/lib/workflow/registry";

/** Code as it is deployed. */
export interface Release {
  registry: Registry;
  definitions: WorkflowDefinition[];
}

export function release(...workflows: WorkflowDefinition[]): Release {
  const definitions = workflows.map((definition) => ({ ...definition, file: "simulated" }));
  return { registry: createRegistry(definitions), definitions };
}
