import type { Step } from "@/lib/engine/program";
import type { WorkflowEdge } from "@/lib/views/views";
import type { WorkflowDefinition } from "./definition";

/** Every way from one step to another, with the label of the button that leads there. */
export function edgesOf(definition: WorkflowDefinition, steps: Step[]): WorkflowEdge[] {
  return steps.flatMap((step) =>
    waysOut(step, definition).map(({ label = "", ...way }) => ({ from: step.index, ...way, label })),
  );
}

type WayOut = Pick<WorkflowEdge, "to" | "on"> & { label?: string };

function waysOut(step: Step, definition: WorkflowDefinition): WayOut[] {
  switch (step.kind) {
    case "end":
      return [];
    case "branch":
      return Object.values(step.targets).map((to) => ({ to, on: "choice" }));
    case "form": {
      if (!step.single) return [{ to: step.next, on: "next" }];
      const written = definition.steps[step.index];
      const actions = written?.kind === "form" ? written.actions : {};
      const ways: WayOut[] = Object.entries(step.targets).map(([name, to]) => ({
        to,
        on: "action",
        label: actions[name]?.label ?? name,
      }));
      const { onDeadline } = step;
      return onDeadline && "target" in onDeadline ? [...ways, { to: onDeadline.target, on: "deadline" }] : ways;
    }
    case "timer":
    case "signal":
    case "set":
      return [{ to: step.next, on: "next" }];
    default:
      return [
        { to: step.next, on: "next" },
        ...(step.onError === null ? [] : [{ to: step.onError, on: "error" } as const]),
      ];
  }
}
