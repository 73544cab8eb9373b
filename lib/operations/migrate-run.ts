import { outerName } from "@/lib/engine/definition/branches";
import { HoldpointError } from "@/lib/errors";
import type { RunView } from "@/lib/views/views";
import type { Principal } from "@/lib/words/people";
import { needs } from "./blocked";
import { checkAct } from "./check-act";
import { control } from "./control-run";
import type { Ports } from "./ports";
import { actorOf } from "./present";

/** Moves a paused or failed run to the newest version of its workflow; one that is there already changes nothing. */
export function migrateRun(ports: Ports, by: Principal, runId: string): Promise<RunView> {
  return control(ports, by, runId, async (snapshot) => {
    const { run } = snapshot;
    await checkAct(ports, by, "migrate", snapshot);
    const { workflow, version, seq } = run;
    const newest = await ports.programs.newest(run.workspaceId, outerName(workflow));
    if (newest?.version === version) return null;
    if (!(await ports.programs.successor(run))) {
      const to = newest ? needs(newest) : "This process";
      throw new HoldpointError(
        "run_conflict",
        `${to} does not say how to migrate runs of ${needs(run)}. Nothing was changed. Give the new version migrate: { from: ${Number.parseInt(version, 10)} }.`,
        { runStatus: run.status },
      );
    }
    return { type: "run.migrated", by: actorOf(by), seq };
  });
}
