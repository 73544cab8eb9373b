import { FIELD_NAME } from "@/lib/forms/names";
import { checkFields, checkRules } from "./check-fields";
import type { FormDefinition, StepDefinition, WorkflowDefinition } from "./definition";

const NAME = /^[a-z][a-z0-9_-]{0,63}$/;
/** Branches are named after their place: `content-pipeline/sections/section`. */
const WORKFLOW_NAME = /^[a-z][a-z0-9_-]{0,63}(\/[a-z][a-z0-9_-]{0,63})*$/;

/** Every problem of a definition, each naming workflow, step and cure. Empty when it can be compiled. */
export function checkDefinition(definition: WorkflowDefinition): string[] {
  const problems: string[] = [];
  const at = (step: string | null, message: string) =>
    problems.push(`Workflow "${definition.name}"${step === null ? "" : `, step "${step}"`}: ${message}`);
  if (!WORKFLOW_NAME.test(definition.name)) at(null, nameCure("name"));
  if (!Number.isInteger(definition.version) || definition.version < 1)
    at(null, "version must be a whole number from 1.");
  if (definition.steps.length === 0) at(null, "it has no steps; add at least one and an end.");
  checkFields(definition.input, (message) => at(null, `input: ${message}`));
  const names = definition.steps.map(({ name }) => name);
  definition.steps.forEach((step, index) => {
    const report = (message: string) => at(step.name, message);
    if (!NAME.test(step.name)) report(nameCure("step name"));
    if (names.indexOf(step.name) !== index) report("another step has this name; give each its own.");
    for (const target of targetsOf(step)) {
      if (!names.includes(target))
        report(`it leads to "${target}", which is no step; use one of: ${names.join(", ")}.`);
    }
    if (index === names.length - 1 && fallsThrough(step)) {
      report("it is the last step but does not say where to go on; add an end step, or a target.");
    }
    checkStep(step, report);
  });
  return problems;
}

function checkStep(step: StepDefinition, report: (message: string) => void): void {
  if (step.kind === "branch" && step.targets.length === 0) report("a branch needs at least one target.");
  if (step.kind === "prompt" && !step.assistant) report("name the assistant it asks, one of the files in assistants/.");
  if (step.kind === "prompt" && step.schema && step.draft) {
    report("an answer that fits a schema is no draft; leave out one of schema and draft.");
  }
  if ("branches" in step && step.concurrency !== undefined && !(step.concurrency >= 1)) {
    report("its concurrency must be 1 or more.");
  }
  if (step.kind !== "form") return;
  checkForm(step, report);
  if (step.deadline?.action !== undefined && !(step.deadline.action in step.actions)) {
    report(`its deadline presses "${step.deadline.action}", which is no action of the form.`);
  }
}

/** What is wrong with a form, of a step or of a question in code. */
export function checkForm(
  step: Pick<FormDefinition, "fields" | "actions" | "comment" | "rules">,
  report: (message: string) => void,
): void {
  checkFields(step.fields, report);
  checkRules(step.rules ?? [], step.fields, Object.keys(step.actions), report);
  if (Object.keys(step.actions).length === 0) report("a form needs at least one action, its button.");
  if (step.comment !== undefined && !(step.comment in step.fields)) {
    report(`its comment field "${step.comment}" is no field of the form; add it to fields.`);
  }
  for (const [name, action] of Object.entries(step.actions)) {
    if (!FIELD_NAME.test(name)) report(`action "${name}": ${nameCure("name")}`);
    for (const field of action.requires ?? []) {
      if (!(field in step.fields)) report(`action "${name}" requires "${field}", which is no field of the form.`);
    }
  }
  const primary = Object.values(step.actions).filter(({ tone }) => tone === "primary");
  if (primary.length > 1) report("only one action can be the primary one.");
}

function targetsOf(step: StepDefinition): string[] {
  switch (step.kind) {
    case "form":
      return [...Object.values(step.actions).map(({ to }) => to), step.deadline?.to, step.next].filter(
        (name) => name !== undefined,
      );
    case "branch":
      return [...step.targets];
    case "prompt":
    case "http":
    case "code":
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

function fallsThrough(step: StepDefinition): boolean {
  switch (step.kind) {
    case "form":
      if (step.each) return step.next === undefined;
      return Object.values(step.actions).some(({ to }) => to === undefined);
    case "prompt":
    case "http":
    case "code":
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

const nameCure = (what: string) =>
  `the ${what} must be lower-case letters, digits, "-" or "_", beginning with a letter.`;
