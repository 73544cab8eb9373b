import { COMBINE } from "@/lib/engine/branches";
import type { JoinStep, Migration, Program, Step } from "@/lib/engine/program";
import { branchesOf, innerName } from "./branches";
import { checkDefinition } from "./check";
import { compileForm } from "./compile-form";
import type {
  AgentDefinition,
  AgentsDefinition,
  CodeDefinition,
  HttpDefinition,
  JoinDefinition,
  PromptDefinition,
  StepDefinition,
  WorkflowDefinition,
} from "./definition";
import { edgesOf } from "./edges";
import { compileFields } from "./fields";
import { compileMigrations } from "./migrations";
import { compileRetry } from "./retry";
import { compileSchedules } from "./schedules";

const MAX_RESULT_BYTES = 1_000_000;

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
  return assemble(definition, version);
}

/** The program of a definition that was checked with all its branches. */
function assemble(definition: WorkflowDefinition, version: string, outer: Migration[] = []): Program {
  const migrations = compileMigrations(definition, outer);
  const indexOf = new Map(definition.steps.map((step, index) => [step.name, index]));
  const resolve = (name: string | undefined, otherwise: number) =>
    name === undefined ? otherwise : (indexOf.get(name) as number);
  const steps = definition.steps.map((step, index) => compileStep(definition, step, index, resolve));
  return {
    workflow: definition.name,
    version,
    title: definition.title,
    description: definition.description,
    input: { fields: compileFields(definition.input) },
    expireAfterMs: definition.expireAfterMs ?? null,
    visibility: definition.visibility ?? null,
    retentionMs: definition.retentionMs ?? null,
    schedules: compileSchedules(definition.schedules ?? []),
    migrations,
    inner: definition.steps.flatMap((step) =>
      "branches" in step ? compileBranches(definition, step, version, migrations) : [],
    ),
    steps,
    edges: edgesOf(definition, steps),
  };
}

export type Resolve = (name: string | undefined, otherwise: number) => number;

function compileStep(definition: WorkflowDefinition, step: StepDefinition, index: number, resolve: Resolve): Step {
  const base = { index, name: step.name, title: step.title ?? step.name };
  switch (step.kind) {
    case "prompt": {
      const { assistant, messages, schema = null } = step;
      return { ...base, kind: "prompt", ...compileEffect(step, index, resolve), assistant, messages, schema };
    }
    case "http":
      return { ...base, kind: "http", ...compileEffect(step, index, resolve), request: step.request };
    case "code": {
      const { maxResultBytes = MAX_RESULT_BYTES } = step;
      const file = definition.file ?? null;
      return { ...base, kind: "code", ...compileEffect(step, index, resolve), file, maxResultBytes };
    }
    case "agent": {
      const { agent, message } = step;
      return {
        ...base,
        kind: "agent",
        ...compileEffect(step, index, resolve),
        agent: typeof agent === "function" ? agent : () => agent,
        message: typeof message === "function" ? message : () => message,
      };
    }
    case "agents":
      return { ...base, kind: "agents", ...compileEffect(step, index, resolve), search: step.search };
    case "form":
      return { ...base, ...compileForm(step, index, resolve) };
    case "timer":
      return { ...base, kind: "timer", until: step.until, next: resolve(step.next, index + 1) };
    case "signal":
      return { ...base, kind: "signal", signal: step.signal, next: resolve(step.next, index + 1) };
    case "each":
    case "parallel":
    case "race":
    case "workflow":
      return {
        ...base,
        kind: step.kind,
        branches: (context) =>
          step
            .plan(context)
            .map(({ key, branch, input }) => ({ key, workflow: innerName(definition.name, step.name, branch), input })),
        concurrency: step.concurrency ?? Number.POSITIVE_INFINITY,
        first: step.first ?? false,
        combine: compileCombine(definition.name, step),
        next: resolve(step.next, index + 1),
        onError: step.onError === undefined ? null : resolve(step.onError, index),
      };
    case "set":
      return {
        ...base,
        kind: "set",
        draft: step.draft ?? false,
        value: step.value,
        next: resolve(step.next, index + 1),
      };
    case "branch": {
      const targets = Object.fromEntries(step.targets.map((name) => [name, resolve(name, index + 1)]));
      return { ...base, kind: "branch", choose: step.choose, targets };
    }
    case "end":
      return { ...base, kind: "end", output: step.output };
  }
}

/** What steps have in common that do something outside. */
function compileEffect(
  step: PromptDefinition | HttpDefinition | CodeDefinition | AgentDefinition | AgentsDefinition,
  index: number,
  resolve: Resolve,
) {
  return {
    draft: step.draft ?? false,
    next: resolve(step.next, index + 1),
    onError: step.onError === undefined ? null : resolve(step.onError, index),
    retry: compileRetry(step.retry),
    timeoutMs: step.timeoutMs ?? null,
  };
}

/** Branches are programs of their own, of the same version, that only this workflow starts. */
function compileBranches(
  outer: WorkflowDefinition,
  step: JoinDefinition,
  version: string,
  migrations: Migration[],
): Program[] {
  return Object.entries(branchesOf(step)).flatMap(([branch, definition]) => {
    const name = innerName(outer.name, step.name, branch);
    const expireAfterMs = definition.expireAfterMs ?? outer.expireAfterMs;
    const { file, visibility } = outer;
    const program = assemble({ ...definition, name, file, visibility, expireAfterMs }, version, migrations);
    return [program, ...program.inner];
  });
}

function compileCombine(workflow: string, { name, combine }: JoinDefinition): JoinStep["combine"] {
  if (!combine) return null;
  return (context, results) => ({
    key: COMBINE,
    workflow: innerName(workflow, name, COMBINE),
    input: combine.input({ ...context, results }),
  });
}
