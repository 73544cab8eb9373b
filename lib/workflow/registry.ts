import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { outerName } from "@/lib/engine/definition/branches";
import { unknownAssistants } from "@/lib/engine/definition/check";
import { compile, DefinitionError } from "@/lib/engine/definition/compile";
import type { WorkflowDefinition } from "@/lib/engine/definition/definition";
import { versionOf } from "@/lib/engine/definition/version";
import { migrationFrom } from "@/lib/engine/migration-from";
import type { Program } from "@/lib/engine/program";

/** The programs this process knows; several versions of a workflow may stand side by side. */
export interface Registry {
  /** The newest version of each workflow, by title. */
  current(): Program[];
  /** The version with the highest declared number, which new runs get. */
  newest(workflow: string): Program | null;
  /** Any version that is kept, of a workflow or of a branch (`outer/step/branch`). */
  find(workflow: string, version: string): Program | null;
  /** The newest version, if it is another one and says how to migrate runs of this one; of a branch, too. */
  successor(workflow: string, version: string): Program | null;
  /** Which versions the newest ones migrate: declared numbers, or whole versions. */
  migrations(): { workflow: string; to: string; from: string }[];
  /** Every version this process can go on with. */
  known(): { workflow: string; version: string }[];
}

/** Throws a `DefinitionError` with all that is wrong with any of them. Prompts may ask the named assistants only. */
export function createRegistry(definitions: WorkflowDefinition[], assistants?: readonly string[]): Registry {
  const problems = doubleVersions(definitions);
  if (assistants) problems.push(...definitions.flatMap((definition) => unknownAssistants(definition, assistants)));
  const all = new Map<string, Program>();
  const newest = new Map<string, Program>();
  for (const definition of [...definitions].sort((a, b) => a.version - b.version)) {
    try {
      const program = compile(definition, versionOf(definition));
      for (const one of [program, ...program.inner]) all.set(key(one.workflow, one.version), one);
      newest.set(program.workflow, program);
    } catch (error) {
      if (!(error instanceof DefinitionError)) throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length > 0) throw new DefinitionError(problems);
  const find = (name: string, version: string) => all.get(key(name, version)) ?? null;
  const sorted = [...newest.values()].sort((a, b) => a.title.localeCompare(b.title));
  return {
    current: () => sorted,
    known: () => [...all.values()].map(({ workflow, version }) => ({ workflow, version })),
    newest: (name) => newest.get(name) ?? null,
    find,
    successor(name, version) {
      const to = newest.get(outerName(name))?.version;
      const program = to === undefined ? null : find(name, to);
      return program && migrationFrom(program, version) ? program : null;
    },
    migrations: () =>
      sorted.flatMap((program) =>
        [program, ...program.inner].flatMap(({ workflow, version: to, migrations }) =>
          migrations.flatMap(({ from }) => from.map((one) => ({ workflow, to, from: `${one}` }))),
        ),
      ),
  };
}

const key = (workflow: string, version: string) => `${workflow} ${version}`;

/** Two definitions of one name need two numbers: which of them is the newer must not depend on luck. */
function doubleVersions(definitions: WorkflowDefinition[]): string[] {
  const seen = new Map<string, WorkflowDefinition>();
  return definitions.flatMap((definition) => {
    const { name, version } = definition;
    const first = seen.get(key(name, `${version}`));
    seen.set(key(name, `${version}`), definition);
    if (!first) return [];
    const places = `${first.file ?? "the first"} and ${definition.file ?? "the second"}`;
    return [
      `Workflow "${name}" has version ${version} twice, in ${places}. ` +
        `Give the newer one a higher version, or rename it if it is another workflow.`,
    ];
  });
}

/** Loads every file of `workflows/`; its default export is what `build()` returned. */
export async function loadWorkflows(directory: string): Promise<WorkflowDefinition[]> {
  const files = (await readdir(directory)).filter((file) => /\.(ts|js|mjs)$/.test(file)).sort();
  const definitions: WorkflowDefinition[] = [];
  const problems: string[] = [];
  for (const file of files) {
    const path = join(directory, file);
    const definition = ((await import(pathToFileURL(path).href)) as { default?: WorkflowDefinition }).default;
    if (definition && Array.isArray(definition.steps)) definitions.push({ ...definition, file: path });
    else problems.push(`${path}: export the workflow as default, ending in .build().`);
  }
  if (problems.length > 0) throw new DefinitionError(problems);
  return definitions;
}

/** All workflows of some folders. */
export const loadRegistry = async (directories: string[]): Promise<Registry> =>
  createRegistry((await Promise.all(directories.map(loadWorkflows))).flat());
