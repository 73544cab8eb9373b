import { FileCode2 } from "lucide-react";
import type { Metadata } from "next";
import { Watch } from "@/components/api/watch";
import { ScheduleList } from "@/components/schedules/schedule-list";
import { WorkflowCard } from "@/components/start/workflow-card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { holdpoint } from "@/lib/app";
import { requirePrincipal } from "@/lib/auth/session";
import { start } from "@/lib/messages/start";

export const metadata: Metadata = { title: start.title };

export default async function StartPage() {
  const principal = await requirePrincipal();
  const { operations } = holdpoint();
  const [workflows, schedules] = await Promise.all([
    operations.listWorkflows(principal),
    operations.listSchedules(principal),
  ]);
  return (
    <PageBody>
      <PageHeader title={start.title} below={start.intro} />
      {workflows.length === 0 ? (
        <EmptyState icon={<FileCode2 size={24} />} title={start.none} text={start.noneHelp} />
      ) : (
        <ul className="grid gap-4 sm:grid-cols-2">
          {workflows.map((workflow) => (
            <li key={workflow.name}>
              <WorkflowCard workflow={workflow} />
            </li>
          ))}
        </ul>
      )}
      {schedules.length > 0 ? (
        <>
          <Watch />
          <ScheduleList schedules={schedules} workflows={workflows} mayPause={principal.role !== "reviewer"} />
        </>
      ) : null}
    </PageBody>
  );
}
