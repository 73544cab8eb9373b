import type { Migration, Program } from "@/lib/engine/program";
import { kindOf, type Step, type StepDefinition } from "@/lib/engine/steps";
import type { JoinDefinition } from "@/lib/engine/steps/join";
import { branchesOf, innerName } from "./branches";
import { checkDefinition } from "./check";
import type { WorkflowDefinition } from "./definition";
import { edgesOf } from "./edges";
import { compileFields } from "./field-definitions";
import { compileMigrations } from "./migrations";
import { compileSchedules } from "./schedules";

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
  const steps = definition.steps.map((step, index) => compileStep(definition, step, index, indexOf));
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
    edges: edgesOf(definition),
  };
}

function compileStep(definition: WorkflowDefinition, step: StepDefinition, index: number, indexOf: IndexOf): Step {
  const resolve = (name?: string) => (name === undefined ? index + 1 : (indexOf.get(name) as number));
  const base = { index, name: step.name, title: step.title ?? step.name, kind: step.kind };
  return { ...base, ...kindOf(step).compile(step, resolve, definition) } as Step;
}

type IndexOf = ReadonlyMap<string, number>;

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
