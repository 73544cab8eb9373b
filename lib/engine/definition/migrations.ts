import type { Migration } from "@/lib/engine/program";
import type { Outputs } from "@/lib/engine/types";
import type { WorkflowDefinition } from "./definition";

type Source = number | string;

/** How paused runs of earlier versions become runs of this one. */
export interface MigrationDefinition {
  /** Declared numbers, or whole versions (`2-ab12cd34`). In a branch they are those of the outer workflow. */
  from: Source | readonly Source[];
  /** New names of steps by their old ones; others keep theirs. */
  steps?: Readonly<Record<string, string>>;
  /** Makes the outputs so far, by (new) step name, fit this version. When it throws, the run is left alone. */
  data?(outputs: Outputs, from: string): Outputs;
}

/** A branch without a word of its own follows the workflow it belongs to. */
export function compileMigrations({ migrate }: WorkflowDefinition, outer: Migration[]): Migration[] {
  if (migrate === undefined) return outer.map(({ from }) => ({ from, steps: {}, data: null }));
  return all(migrate).map(({ from, steps, data }) => ({ from: all(from), steps: { ...steps }, data: data ?? null }));
}

/** What is wrong with how it migrates runs, each with its cure. */
export function checkMigrations(definition: WorkflowDefinition, report: (message: string) => void): void {
  const names = definition.steps.map(({ name }) => name);
  for (const { from, steps } of all(definition.migrate ?? [])) {
    const sources = all(from);
    if (sources.length === 0) report("migrate: name at least one version in from.");
    const wrong = sources.find((one) =>
      typeof one === "number" ? !(Number.isInteger(one) && one > 0) : !VERSION.test(one),
    );
    if (wrong !== undefined) {
      report(`migrate: "${wrong}" in from is no version; use its number, or number and hash like 2-ab12cd34.`);
    }
    for (const [old, target] of Object.entries(steps ?? {})) {
      if (!names.includes(target)) {
        report(`migrate: "${old}" goes to "${target}", which is no step; use one of: ${names.join(", ")}.`);
      }
    }
  }
}

const VERSION = /^[1-9]\d*-[0-9a-f]{8}$/;

function all<T>(one: T | readonly T[]): readonly T[] {
  return Array.isArray(one) ? one : [one as T];
}
