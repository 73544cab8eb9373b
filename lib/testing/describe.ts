import type { Program } from "@/lib/engine/program";
import type { RunRows } from "./rows";

/** Where a run is, in the words of a test that expected it elsewhere. */
export function describeRun({ run, reviews }: RunRows, branches: RunRows[]): string {
  const open = [...reviews, ...branches.flatMap((rows) => rows.reviews)].filter(({ status }) => status === "open");
  const forms = open.map(({ title, stepName, form }) => {
    const actions = form.actions.map(({ name }) => name).join(", ");
    return `"${title}" of step ${stepName} (${actions})`;
  });
  return `${whereabouts(run)} ${forms.length === 0 ? "No form is open." : `Open: ${forms.join("; ")}.`}`;
}

function whereabouts({ status, stepName, visits, error, wakeAt }: RunRows["run"]): string {
  const visit = visits[stepName ?? ""] ?? 0;
  switch (status) {
    case "completed":
    case "canceled":
      return `The run is ${status}.`;
    case "failed":
      return `The run failed at "${stepName}": ${error?.message} (${error?.code})`;
    case "running":
    case "waiting": {
      const until = wakeAt ? `, next due at ${wakeAt.toISOString()}` : "";
      return `The run is ${status} at "${stepName}", visit ${visit}${until}.`;
    }
  }
}

/** Names of a program's steps, to choose from. */
export const stepNames = (program: Program | null) => program?.steps.map(({ name }) => name).join(", ") ?? "";
