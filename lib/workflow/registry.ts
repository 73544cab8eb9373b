import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Program } from "@/lib/engine/program";
import { compile, DefinitionError } from "./compile";
import type { WorkflowDefinition } from "./definition";
import { versionOf } from "./version";

/** The programs this process knows. */
export interface Registry {
  /** The newest version of each workflow, by title. */
  current(): Program[];
  newest(workflow: string): Program | null;
  find(workflow: string, version: string): Program | null;
  /** Every version this process can go on with. */
  known(): { workflow: string; version: string }[];
}

export function createRegistry(definitions: WorkflowDefinition[]): Registry {
  const programs = new Map<string, Program>();
  const problems: string[] = [];
  for (const definition of definitions) {
    if (programs.has(definition.name)) problems.push(`Workflow "${definition.name}" is defined twice; rename one.`);
    try {
      programs.set(definition.name, compile(definition, versionOf(definition)));
    } catch (error) {
      if (!(error instanceof DefinitionError)) throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length > 0) throw new DefinitionError(problems);
  const all = new Map(
    [...programs.values()].flatMap((program) => [program, ...program.inner].map((one) => [one.workflow, one])),
  );
  const sorted = [...programs.values()].sort((a, b) => a.title.localeCompare(b.title));
  return {
    current: () => sorted,
    known: () => [...all.values()].map(({ workflow, version }) => ({ workflow, version })),
    newest: (name) => programs.get(name) ?? null,
    find: (name, version) => {
      const program = all.get(name);
      return program?.version === version ? program : null;
    },
  };
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
