import type { Program } from "@/lib/engine/program";
import { kindOf } from "@/lib/engine/steps";
import { notFound } from "@/lib/errors";
import type { WorkflowView } from "@/lib/views/views";
import type { Principal } from "@/lib/words/people";
import type { Ports } from "./ports";
import { checkRun } from "./read-run";

/** The workflows that can be started now. */
export async function listWorkflows(ports: Ports, by: Principal): Promise<WorkflowView[]> {
  return (await ports.programs.current(by.workspaceId)).map(presentWorkflow);
}

/** The workflow of a run in the run's own version, also of a branch; from the database where no process knows it. */
export async function getRunWorkflow(ports: Ports, by: Principal, runId: string): Promise<WorkflowView> {
  const { run } = await checkRun(ports, by, runId);
  const program = await ports.programs.find(run);
  const found = program ? presentWorkflow(program) : await ports.reads.workflowVersion(run.workflow, run.version);
  if (!found) throw notFound("workflow");
  return found;
}

export function presentWorkflow(program: Program): WorkflowView {
  return {
    name: program.workflow,
    title: program.title,
    description: program.description,
    version: program.version,
    input: { fields: program.input.fields },
    steps: program.steps.map((step) => ({
      index: step.index,
      name: step.name,
      kind: step.kind,
      title: step.title,
      ...kindOf(step).view?.(step),
    })),
    edges: program.edges,
  };
}
