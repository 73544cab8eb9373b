import { kindOf, type StepDefinition } from "@/lib/engine/steps";
import { problemsOf } from "@/lib/engine/steps/config";
import { branchesOf, innerName } from "./branches";
import { checkFields } from "./check-fields";
import { checkFlow } from "./check-flow";
import { nameProblem } from "./check-names";
import { checkPeople } from "./check-people";
import { checkSchedules } from "./check-schedules";
import { checkVisibility } from "./check-visibility";
import type { WorkflowDefinition } from "./definition";
import { checkMigrations } from "./migrations";

const DAY_MS = 86_400_000;

/**
 * Every problem of a definition and of its branches, each naming workflow, step and cure. Empty when it can be
 * compiled. What is `inside` another one is named after its place (`content-pipeline/sections/item`).
 */
export function checkDefinition(
  definition: WorkflowDefinition,
  inside = false,
  outer = definition.visibility,
): string[] {
  const { name, title, version, expireAfterMs, retentionMs = DAY_MS, input, steps } = definition;
  const problems: string[] = [];
  const at = (step: string | null, message: string) =>
    problems.push(`Workflow "${name}"${step === null ? "" : `, step "${step}"`}: ${message}`);
  const misnamed = inside ? null : nameProblem("name", name);
  if (misnamed) at(null, misnamed);
  if (!title.trim()) at(null, "its title is empty; say in a few words what it does.");
  if (!Number.isInteger(version) || version < 1) at(null, "version must be a whole number from 1.");
  if (expireAfterMs !== undefined && !(expireAfterMs > 0)) at(null, "its expireAfterMs must be more than 0.");
  // A request that is repeated within a day must find the run it made.
  if (!(retentionMs >= DAY_MS))
    at(null, "its retentionMs must be at least 86,400,000 (a day), or Infinity to keep its runs for ever.");
  if (steps.length === 0) at(null, "it has no steps; add at least one and an end.");
  checkFields(input, (message) => at(null, `input: ${message}`));
  if (!inside) checkSchedules(definition, (message) => at(null, message));
  checkMigrations(definition, (message) => at(null, message));
  for (const step of steps) checkStep(step, (message) => at(step.name, message));
  checkFlow(steps, at);
  checkPeople(steps, at);
  checkVisibility(definition, outer, at);
  return [...problems, ...steps.flatMap((step) => problemsInside(name, step, outer))];
}

/** What is wrong with a step, apart from where it leads. */
function checkStep(step: StepDefinition, report: (message: string) => void): void {
  const misnamed = nameProblem("step name", step.name);
  if (misnamed) report(misnamed);
  const { config, check } = kindOf(step);
  problemsOf(config, step).forEach(report);
  check?.(step, report);
}

function problemsInside(workflow: string, step: StepDefinition, outer: WorkflowDefinition["visibility"]): string[] {
  if (!("branches" in step)) return [];
  return Object.entries(branchesOf(step)).flatMap(([branch, inner]) =>
    Array.isArray(inner?.steps)
      ? checkDefinition({ ...inner, name: innerName(workflow, step.name, branch) }, true, outer)
      : [],
  );
}

/** Prompt steps, also in branches, that ask an assistant that does not exist. */
export function unknownAssistants(definition: WorkflowDefinition, assistants: readonly string[]): string[] {
  return definition.steps.flatMap((step) => {
    if ("branches" in step)
      return Object.entries(branchesOf(step)).flatMap(([branch, inner]) =>
        unknownAssistants({ ...inner, name: innerName(definition.name, step.name, branch) }, assistants),
      );
    if (step.kind !== "prompt" || !step.assistant || assistants.includes(step.assistant)) return [];
    return [
      `Workflow "${definition.name}", step "${step.name}": there is no assistant "${step.assistant}"; ` +
        `use one of: ${assistants.join(", ")}, or add assistants/${step.assistant}.ts.`,
    ];
  });
}
