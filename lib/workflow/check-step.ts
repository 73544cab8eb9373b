import { isBlankText } from "@/lib/text/hidden";
import { branchesOf } from "./branches";
import { checkForm } from "./check-form";
import { listProblem, nameProblem } from "./check-names";
import type { FormDefinition, JoinDefinition, StepDefinition } from "./definition";
import { checkRetry } from "./retry";

type Report = (message: string) => void;

/** What is wrong with a step, apart from where it leads. */
export function checkStep(step: StepDefinition, report: Report): void {
  const misnamed = nameProblem("step name", step.name);
  if (misnamed) report(misnamed);
  if (step.title !== undefined && isBlankText(step.title))
    report("its title is empty; leave it out or say what happens here.");
  switch (step.kind) {
    case "branch":
      if (step.targets.length === 0) report("a branch needs at least one target.");
      return;
    case "signal":
      if (!step.signal) report("name the signal it waits for.");
      return;
    case "form":
      checkForm(step, report);
      return checkReviews(step, report);
    case "each":
    case "parallel":
    case "race":
    case "workflow":
      return checkJoin(step, report);
    case "prompt":
      if (!step.assistant) report("name the assistant it asks, one of the files in assistants/.");
      if (step.schema && step.draft)
        report("an answer that fits a schema is no draft; leave out one of schema and draft.");
      return checkEffect(step, report);
    case "agent":
      if (step.agent === "") report("name the agent it asks, or give a function that does.");
      return checkEffect(step, report);
    case "http":
    case "code":
    case "agents":
      return checkEffect(step, report);
  }
}

function checkEffect(
  { retry, timeoutMs }: Pick<StepDefinition & { kind: "http" }, "retry" | "timeoutMs">,
  report: Report,
) {
  if (timeoutMs !== undefined && !(timeoutMs > 0)) report("its timeoutMs must be more than 0.");
  if (retry) checkRetry(retry, report);
}

function checkReviews(step: FormDefinition, report: Report): void {
  const { deadline } = step;
  if (deadline) {
    if (deadline.action === undefined && deadline.to === undefined)
      report("its deadline does not say what happens then; give it an action to press, or a step to go to.");
    if (deadline.action !== undefined && !Object.hasOwn(step.actions, deadline.action))
      report(`its deadline presses "${deadline.action}", which is no action of the form.`);
    if (typeof deadline.afterMs === "number" && !(deadline.afterMs > 0))
      report("its deadline must come after more than 0 milliseconds.");
  }
  if (!step.each) {
    if (step.next !== undefined) report("its buttons say where to go; give them `to` instead of a next for all.");
    return;
  }
  if (deadline?.to !== undefined)
    report("of several reviews each has a deadline of its own; give it an action to press instead of a step.");
  for (const [name, { to }] of Object.entries(step.actions)) {
    if (to !== undefined)
      report(`action "${name}" leads to "${to}", but the step goes on when all have answered; branch after it.`);
  }
}

function checkJoin(step: JoinDefinition, report: Report): void {
  if (step.concurrency !== undefined && !(step.concurrency >= 1)) report("its concurrency must be 1 or more.");
  const names = Object.keys(step.branches);
  for (const name of names) {
    const misnamed = nameProblem("name", name);
    if (misnamed) report(`branch "${name}": ${misnamed}`);
  }
  const hidden = listProblem("name of a branch", step.branches);
  if (hidden) report(hidden);
  for (const [name, run] of Object.entries(branchesOf(step))) {
    if (!Array.isArray(run?.steps)) report(`branch "${name}" runs no workflow; give it one that ends in .build().`);
  }
  if (step.kind === "parallel" && names.length === 0) report("it has no branches; add at least one.");
  if (step.kind !== "race") return;
  if (names.length < 2) report("a race needs two branches or more; with one, use workflow.");
  if (step.combine && "combine" in step.branches)
    report('a branch can\'t be named "combine" where the race has a combine; rename it.');
}
