import { outerName } from "@/lib/engine/definition/branches";
import { HoldpointError } from "@/lib/errors";
import type { RunSummary } from "@/lib/views/views";
import { isStored } from "@/lib/workflow/programs";
import type { Ports, VersionRef } from "./ports";

/**
 * Says of each run under way, or failed, whose version no live process knows what it needs. One more statement,
 * and only when there is a version that this process does not know.
 */
export async function markBlocked<R extends RunSummary>(ports: Ports, runs: R[]): Promise<R[]> {
  const strange = runs.filter((run) => !isFinal(run) && isStrange(ports, run));
  if (strange.length === 0) return runs;
  const alive = new Set(await ports.processes.alive(strange));
  return runs.map((run) =>
    strange.includes(run) && !alive.has(run) ? { ...run, blocked: { needs: needs(run) } } : run,
  );
}

export async function isBlocked(ports: Ports, run: VersionRef): Promise<boolean> {
  return isStrange(ports, run) && (await ports.processes.alive([run])).length === 0;
}

/** What a workspace keeps, any process can load. */
const isStrange = ({ programs }: Pick<Ports, "programs">, { workflow, version }: VersionRef): boolean =>
  !isStored(version) && !programs.code.find(workflow, version);

/** What a run needs to go on, for people: `write-story version 3 (3-ab12cd34)`. Branches come with their workflow. */
export function needs({ workflow, version }: VersionRef): string {
  return `${outerName(workflow)} version ${Number.parseInt(version, 10)} (${version})`;
}

export function unknownVersion(run: VersionRef): HoldpointError {
  return new HoldpointError(
    "run_blocked",
    `This needs ${needs(run)}, which this process does not know. Nothing was changed. Start a process that has it, or migrate the run.`,
    { needs: needs(run) },
  );
}

const isFinal = ({ status }: RunSummary) => status === "completed" || status === "canceled";
