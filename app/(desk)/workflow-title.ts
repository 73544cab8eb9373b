import type { WorkflowView } from "@/lib/views/views";

/** A branch (`content-pipeline/sections/item`) goes by the title of the workflow that people started. */
export function workflowTitle(workflows: WorkflowView[], name: string): string {
  const outermost = name.split("/")[0];
  return workflows.find((workflow) => workflow.name === outermost)?.title ?? name;
}
