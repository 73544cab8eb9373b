import { nextStart } from "@/lib/engine/definition/schedule-times";
import { notFound } from "@/lib/errors";
import type { ScheduleView } from "@/lib/views/views";
import type { Principal } from "@/lib/words/people";
import { untilSettled } from "./apply-event";
import { forbidden, mayAct } from "./may-act";
import type { SchedulingPorts } from "./ports";
import { actorOf } from "./present";
import type { ScheduleRecord } from "./schedule-ports";

export async function listSchedules(ports: SchedulingPorts, by: Principal): Promise<ScheduleView[]> {
  return (await ports.schedules.list(by.workspaceId)).map(presentSchedule);
}

/**
 * Pauses a schedule, or lets it go on with its next start from now: what came while it was paused was not
 * missed. As it is already changes nothing.
 */
export function setScheduleEnabled(
  ports: SchedulingPorts,
  by: Principal,
  id: string,
  enabled: boolean,
): Promise<ScheduleView> {
  return untilSettled(async () => {
    const found = await ports.schedules.find(by.workspaceId, id);
    if (!found) throw notFound("schedule");
    const reason = mayAct(by, "pauseSchedules");
    if (reason !== null) throw forbidden(reason);
    if (found.enabled === enabled) return presentSchedule(found);
    const nextAt = enabled ? nextStart(found.timing, found.now) : null;
    const to = { enabled, by: actorOf(by), nextAt };
    if (!(await ports.schedules.setEnabled(found, to))) return;
    return presentSchedule({ ...found, enabled, nextAt, pausedBy: enabled ? null : to.by });
  });
}

function presentSchedule(schedule: ScheduleRecord): ScheduleView {
  const { id, workflow, name, timing, missed, enabled, pausedBy, nextAt, lastAt, lastRunId, error } = schedule;
  return {
    id,
    workflow,
    name,
    cron: "cron" in timing ? timing.cron : null,
    timeZone: "cron" in timing ? timing.timeZone : null,
    everyMs: "everyMs" in timing ? timing.everyMs : null,
    missed,
    enabled,
    pausedBy,
    nextAt: nextAt?.toISOString() ?? null,
    lastAt: lastAt?.toISOString() ?? null,
    lastRunId,
    error,
  };
}
