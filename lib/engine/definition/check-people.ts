import type { StepDefinition } from "@/lib/engine/steps";
import { branchesOf } from "./branches";

/** What is wrong with the people policies of forms, each with its cure. */
export function checkPeople(steps: StepDefinition[], at: (step: string, message: string) => void): void {
  for (const { name, ...step } of steps) {
    if (!("people" in step) || !step.people) continue;
    for (const { step: other } of step.people.notBy ?? []) {
      if (other === undefined) continue;
      const found = steps.find((one) => one.name === other);
      if (!found) at(name, `people.notBy names "${other}", which is no step; name one that asks people.`);
      else if (!mayAsk(found))
        at(name, `people.notBy names "${other}", where nobody decides; name one that asks people.`);
    }
  }
}

/** True where people may be asked: at the step itself, or inside its branches. */
function mayAsk(step: StepDefinition): boolean {
  if ("branches" in step) return Object.values(branchesOf(step)).some((inner) => inner?.steps?.some(mayAsk));
  return step.kind === "form" || step.kind === "code" || step.kind === "agent";
}
