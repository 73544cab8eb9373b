import { schedules as words } from "@/lib/messages/schedules";
import type { ScheduleView, WorkflowView } from "@/lib/views/views";
import { ScheduleRow } from "./schedule-row";

/** What starts without anybody, and the switch that stops it for those who may. */
export function ScheduleList({
  schedules,
  workflows,
  mayPause,
}: {
  schedules: ScheduleView[];
  workflows: WorkflowView[];
  mayPause: boolean;
}) {
  const titles = new Map(workflows.map(({ name, title }) => [name, title]));
  return (
    <section aria-labelledby="schedules" className="flex flex-col gap-3">
      <h2 id="schedules" className="text-base font-semibold">
        {words.title}
      </h2>
      <ul className="overflow-hidden rounded-lg border border-line bg-surface">
        {schedules.map((schedule) => (
          <li key={schedule.id} className="border-b border-line last:border-0">
            <ScheduleRow
              schedule={schedule}
              title={titles.get(schedule.workflow) ?? schedule.workflow}
              mayPause={mayPause}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
