import type { WorkflowView } from "@/lib/views/views";
import type { Ports } from "./ports";

/** The workflows that can be started now. */
export function listWorkflows(ports: Ports): WorkflowView[] {
  return ports.registry.current().map((program) => ({
    name: program.workflow,
    title: program.title,
    description: program.description,
    version: program.version,
    input: { fields: program.input.fields },
    steps: program.steps.map(({ index, name, kind, title }) => ({ index, name, kind, title })),
  }));
}
