import type { StepDefinition } from "./definition";

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

function targetsOf(step: StepDefinition): string[] {
  switch (step.kind) {
    case "form": {
      const buttons = step.each ? [] : Object.values(step.actions).map(({ to }) => to);
      return [...buttons, step.deadline?.to, step.next].filter((name) => name !== undefined);
    }
    case "branch":
      return [...step.targets];
    case "prompt":
    case "http":
    case "code":
    case "agent":
    case "agents":
    case "each":
    case "parallel":
    case "race":
    case "workflow":
      return [step.next, step.onError].filter((name) => name !== undefined);
    case "timer":
    case "signal":
    case "set":
      return step.next === undefined ? [] : [step.next];
    case "end":
      return [];
  }
}

/** True when a run may go on to the step written after this one. */
function fallsThrough(step: StepDefinition): boolean {
  switch (step.kind) {
    case "form": {
      if (step.each) return step.next === undefined;
      const targets = Object.values(step.actions).map(({ to }) => to);
      // One without any button is reported as that.
      return targets.length === 0 || targets.includes(undefined);
    }
    case "prompt":
    case "http":
    case "code":
    case "agent":
    case "agents":
    case "each":
    case "parallel":
    case "race":
    case "workflow":
    case "timer":
    case "signal":
    case "set":
      return step.next === undefined;
    case "branch":
    case "end":
      return false;
  }
}
