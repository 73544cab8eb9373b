import { kindOf } from "@/lib/engine/steps";
import type { WorkflowEdge } from "@/lib/views/views";
import type { WorkflowDefinition } from "./definition";

/** Every way from one step to another, with the label of the button that leads there. */
export function edgesOf({ steps }: Pick<WorkflowDefinition, "steps">): WorkflowEdge[] {
  const indexOf = new Map(steps.map(({ name }, index) => [name, index]));
  return steps.flatMap((step, from) =>
    kindOf(step)
      .ways(step)
      .map(({ to, on, label = "" }) => ({
        from,
        to: to === undefined ? from + 1 : (indexOf.get(to) ?? -1),
        on,
        label,
      })),
  );
}
