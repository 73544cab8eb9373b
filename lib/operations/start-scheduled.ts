import { createHash } from "node:crypto";
import { nextStart, planStarts } from "@/lib/engine/definition/schedule-times";
import type { Schedule } from "@/lib/engine/program";
import { SYSTEM } from "@/lib/engine/progress";
import type { Json } from "@/lib/engine/types";
import { isHoldpointError } from "@/lib/errors";
import type { Principal } from "@/lib/words/people";
import type { SchedulingPorts } from "./ports";
import type { Advanced, ScheduleRecord } from "./schedule-ports";
import { dedupedId, findOrStart } from "./start-run";

export type DueSchedule = ScheduleRecord & { nextAt: Date; now: Date };

/** The code's schedules, for the rows of all workspaces. */
export function syncSchedules(ports: SchedulingPorts, now: Date): Promise<void> {
  const announced = ports.programs.code
    .current()
    .flatMap(({ workflow, schedules }) =>
      schedules.map(({ name, timing, missed }) => ({ workflow, name, timing, missed, nextAt: nextStart(timing, now) })),
    );
  return ports.schedules.sync(announced);
}

/** Stands for the workflows that new runs get, and their schedules: processes of the same code have the same. */
export function scheduleFingerprint({ programs }: SchedulingPorts): string {
  const code = programs.code
    .current()
    .map(({ workflow, version, schedules }) => ({
      workflow,
      version,
      schedules: schedules.map(({ input, ...rest }) => ({
        ...rest,
        input: typeof input === "function" ? "computed" : input,
      })),
    }))
    .sort((a, b) => (a.workflow < b.workflow ? -1 : 1));
  return createHash("sha256").update(JSON.stringify(code)).digest("hex");
}

/**
 * Makes the starts of a schedule that have come, oldest first. A run's id follows from the moment its start was
 * meant for, and the row goes on by comparing: whoever else does the same at the same time, or again after a
 * crash, finds the run. False where this process does not know the schedule, or somebody else went on with it.
 */
export async function startScheduled(ports: SchedulingPorts, due: DueSchedule): Promise<boolean> {
  const program = ports.programs.code.newest(due.workflow);
  const schedule = program?.schedules.find(({ name }) => name === due.name);
  if (!schedule) return false;
  const { starts, next } = planStarts(due, due.nextAt, due.now);
  let at = due.nextAt;
  const advance = async (to: Advanced) => {
    const advanced = await ports.schedules.advance(due.id, at, to);
    at = to.nextAt ?? at;
    return advanced;
  };
  if (starts.length === 0) return advance({ nextAt: next });
  for (const [index, start] of starts.entries()) {
    const outcome = await tryStart(ports, due, schedule, start);
    if (!(await advance({ nextAt: starts[index + 1] ?? next, start: { at: start, ...outcome } }))) return false;
  }
  return true;
}

/** The run; or why there is none, where trying again would not help. */
async function tryStart(ports: SchedulingPorts, due: DueSchedule, { input }: Schedule, at: Date) {
  const { workspaceId, workflow, name } = due;
  let values: Json;
  try {
    values = typeof input === "function" ? input(at) : input;
  } catch (cause) {
    return { error: `The input can't be computed: ${cause instanceof Error ? cause.message : String(cause)}` };
  }
  const runId = dedupedId("schedule", workspaceId, workflow, name, at.toISOString());
  try {
    await findOrStart(ports, systemOf(workspaceId), { workflow, input: values, runId }, SYSTEM);
    return { runId };
  } catch (cause) {
    if (!isHoldpointError(cause) || cause.code !== "invalid") throw cause;
    return { error: `The input does not fit the form of the workflow: ${cause.message}` };
  }
}

/** Nobody's id: what a schedule starts belongs to the workspace. */
const systemOf = (workspaceId: string): Principal => ({
  userId: "00000000-0000-0000-0000-000000000000",
  name: SYSTEM.name,
  email: "",
  workspaceId,
  role: "admin",
  teamIds: [],
});
