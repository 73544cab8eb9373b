import { kindOf, type StepDefinition } from "@/lib/engine/steps";

/** What is wrong with the ways between steps, each with its cure. */
export function checkFlow(steps: StepDefinition[], at: (step: string | null, message: string) => void): void {
  const names = steps.map(({ name }) => name);
  steps.forEach((step, index) => {
    if (names.indexOf(step.name) !== index) at(step.name, "another step has this name; give each its own.");
    for (const target of targetsOf(step)) {
      if (!names.includes(target))
        at(step.name, `it leads to "${target}", which is no step; use one of: ${names.join(", ")}.`);
    }
    if (index === names.length - 1 && fallsThrough(step)) {
      at(step.name, "it is the last step but does not say where to go on; add an end step, or a target.");
    }
  });
  const reached = reachable(steps);
  for (const [index, { name }] of steps.entries()) {
    if (!reached.has(index)) at(name, "no step leads here; name it as the target of one, or remove it.");
  }
}

/** Indices of the steps that a run can come to. */
function reachable(steps: StepDefinition[]): Set<number> {
  const indexOf = new Map(steps.map(({ name }, index) => [name, index]));
  const reached = new Set<number>();
  const open = [0];
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    const step = steps[index];
    if (!step || reached.has(index)) continue;
    reached.add(index);
    open.push(...targetsOf(step).flatMap((name) => indexOf.get(name) ?? []));
    if (fallsThrough(step)) open.push(index + 1);
  }
  return reached;
}

const targetsOf = (step: StepDefinition): string[] =>
  kindOf(step)
    .ways(step)
    .flatMap(({ to }) => to ?? []);

/** True when a run may go on to the step written after this one. A form without any button is reported as that. */
function fallsThrough(step: StepDefinition): boolean {
  const ways = kindOf(step).ways(step);
  return ways.some(({ to }) => to === undefined) || (ways.length === 0 && step.kind === "form");
}
