import { walk } from "@/lib/engine/fail";
import type { Snapshot } from "@/lib/engine/types";
import type { EventRule } from "./rule";

export interface RunStarted {
  type: "run.started";
}

export const runStarted: EventRule<RunStarted> = {
  outdated: isUnborn,
  apply(program, progress) {
    const { workflow, version } = program;
    const { startedBy, door } = progress.change.run;
    const { hops, ...actor } = startedBy;
    progress.record("run.started", actor, { workflow, version, ...(door && { door }), ...(hops && { hops }) });
    walk(program, progress, 0);
  },
};

/** A run has one first event. */
export function isUnborn({ run }: Snapshot): string | null {
  return run.seq === 0 && run.status === "running" ? null : "already started";
}
