import type { Program, RetryPolicy, Step } from "@/lib/engine/program";
import type { Context } from "@/lib/engine/types";
import type { FormSpec } from "@/lib/forms/spec";
import { checkDefinition } from "./check";
import type { FormDefinition, PromptDefinition, StepDefinition, WorkflowDefinition } from "./definition";
import type { FieldDefinitions } from "./fields";

const RETRY: RetryPolicy = { attempts: 5, backoffMs: 1_000, maxBackoffMs: 60_000 };
const TITLE_LENGTH = 140;

/** All that is wrong with a definition, at once. */
export class DefinitionError extends Error {
  constructor(readonly problems: string[]) {
    super(problems.join("\n"));
    this.name = "DefinitionError";
  }
}

/** Resolves names to indices. Throws a `DefinitionError` that names workflow, step and cure. */
export function compile(definition: WorkflowDefinition, version: string): Program {
  const problems = checkDefinition(definition);
  if (problems.length > 0) throw new DefinitionError(problems);
  const indexOf = new Map(definition.steps.map((step, index) => [step.name, index]));
  const resolve = (name: string | undefined, otherwise: number) =>
    name === undefined ? otherwise : (indexOf.get(name) as number);
  return {
    workflow: definition.name,
    version,
    title: definition.title,
    description: definition.description,
    input: { fields: compileFields(definition.input) },
    steps: definition.steps.map((step, index) => compileStep(step, index, resolve)),
  };
}

type Resolve = (name: string | undefined, otherwise: number) => number;

function compileStep(step: StepDefinition, index: number, resolve: Resolve): Step {
  const base = { index, name: step.name, title: step.title ?? step.name };
  switch (step.kind) {
    case "prompt":
      return { ...base, ...compilePrompt(step, index, resolve) };
    case "form":
      return { ...base, ...compileForm(step, index, resolve) };
    case "set":
      return { ...base, kind: "set", value: step.value, next: resolve(step.next, index + 1) };
    case "branch": {
      const targets = Object.fromEntries(step.targets.map((name) => [name, resolve(name, index + 1)]));
      return { ...base, kind: "branch", choose: step.choose, targets };
    }
    case "end":
      return { ...base, kind: "end", output: step.output };
  }
}

function compilePrompt(step: PromptDefinition, index: number, resolve: Resolve) {
  return {
    kind: "prompt" as const,
    assistant: step.assistant,
    messages: step.messages,
    draft: step.draft ?? false,
    next: resolve(step.next, index + 1),
    onError: step.onError === undefined ? null : resolve(step.onError, index),
    retry: { ...RETRY, ...step.retry },
    timeoutMs: step.timeoutMs ?? null,
  };
}

function compileForm(step: FormDefinition, index: number, resolve: Resolve) {
  const { description, assignee } = step;
  const title = step.reviewTitle ?? step.title ?? step.name;
  return {
    kind: "form" as const,
    form: compileFormSpec(step),
    showsDraft: step.draft ?? false,
    reviewTitle: (context: Context) => oneLine(typeof title === "function" ? title(context) : title),
    reviewDescription: (context: Context) =>
      typeof description === "function" ? description(context) : (description ?? ""),
    assignee: (context: Context) => (typeof assignee === "function" ? assignee(context) : (assignee ?? null)),
    targets: Object.fromEntries(
      Object.entries(step.actions).map(([name, action]) => [name, resolve(action.to, index + 1)]),
    ),
  };
}

function compileFormSpec(step: FormDefinition): FormSpec {
  return {
    fields: compileFields(step.fields),
    actions: Object.entries(step.actions).map(([name, { label, requires, tone }]) => ({
      name,
      label,
      requires: [...(requires ?? [])],
      ...(tone ? { tone } : {}),
    })),
    ...(step.comment ? { commentField: step.comment } : {}),
  };
}

function compileFields(fields: FieldDefinitions) {
  return Object.entries(fields).map(([name, { spec }]) => ({ name, ...spec }));
}

function oneLine(title: string): string {
  const line = title.trim().split(/\s+/).join(" ");
  return line.length <= TITLE_LENGTH ? line : `${line.slice(0, TITLE_LENGTH - 1).trimEnd()}…`;
}
