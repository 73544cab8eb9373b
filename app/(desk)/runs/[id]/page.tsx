import type { Metadata } from "next";
import { tabTitle } from "@/app/(desk)/tab-title";
import { Watch } from "@/components/api/watch";
import { PlainText } from "@/components/markdown/plain-text";
import { AskedFor } from "@/components/reviews/asked-for";
import { BranchTabs } from "@/components/runs/branches/branch-tabs";
import { BranchesPart } from "@/components/runs/branches/branches-part";
import { EventList } from "@/components/runs/event-list";
import { GraphPanel, GraphSummary } from "@/components/runs/graph/graph-panel";
import { RunDrafts } from "@/components/runs/run-drafts";
import { RunHeading } from "@/components/runs/run-heading";
import { RunNow } from "@/components/runs/run-now";
import { RunTabs } from "@/components/runs/run-tabs";
import { runTitle } from "@/components/runs/run-title";
import { Timeline } from "@/components/runs/timeline";
import { Result } from "@/components/start/result";
import { PageBody } from "@/components/ui/page-header";
import type { RunSummary, WorkflowView } from "@/lib/views/views";
import { findRun, readFamily, readParts } from "./read-run";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const titleOf = (run: RunSummary, workflow: WorkflowView | null) =>
  runTitle(run, workflow?.input.fields ?? []) || (workflow?.title ?? run.workflow);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { run, workflow } = await findRun((await params).id);
  const title = titleOf(run, workflow);
  return { title: tabTitle(title) };
}

export default async function RunPage({ params, searchParams }: Props) {
  const { principal, run, workflow } = await findRun((await params).id);
  const { steps, events, draft, rights } = await readParts(principal, run.id);
  const visit = Number((await searchParams).visit);
  const { parent, joins, shown, branches } = await readFamily(principal, { run, workflow }, steps.data, visit);
  const title = parent?.branches.data.find(({ runId }) => runId === run.id)?.title || titleOf(run, workflow);
  const above = parent && {
    id: parent.run.id,
    title: titleOf(parent.run, parent.workflow),
    isBranch: parent.run.parentId !== null,
  };
  const hasBranches = branches.data.length > 0;
  return (
    <PageBody>
      {/* News of a branch is news of the workspace, not of this run. */}
      <Watch run={hasBranches ? null : run.id} />
      <RunHeading
        run={run}
        title={<PlainText>{title}</PlainText>}
        workflow={workflow?.title ?? run.workflow}
        parent={above}
      />
      {parent && above ? <BranchTabs parent={above} branches={parent.branches} currentId={run.id} /> : null}
      {hasBranches ? (
        <BranchTabs parent={{ id: run.id, title, isBranch: above !== null }} branches={branches} currentId={run.id} />
      ) : null}
      <div className="flex flex-col gap-6 lg:flex-row lg:items-start lg:gap-10">
        <div className="flex min-w-0 flex-1 flex-col gap-6">
          <RunNow
            run={run}
            workflow={workflow}
            branches={branches}
            events={events.data}
            draft={draft}
            mayReschedule={principal.role !== "reviewer"}
            rights={rights}
          />
          {workflow ? <GraphSummary workflow={workflow} run={run} steps={steps.data} /> : null}
          <AskedFor input={run.input} fields={workflow?.input.fields ?? []} />
          {run.status === "completed" && !run.limited ? (
            <div className="max-w-3xl">
              <Result run={run} />
            </div>
          ) : null}
          <RunTabs
            tabs={[
              {
                value: "steps",
                count: steps.data[0]?.seq ?? 0,
                panel: <Timeline steps={steps} workflow={workflow} run={{ id: run.id, status: run.status, rights }} />,
              },
              ...(hasBranches
                ? [
                    {
                      value: "branches" as const,
                      count: branches.nextCursor === null ? branches.data.length : undefined,
                      panel: <BranchesPart {...{ run, workflow, joins, shown, branches }} />,
                    },
                  ]
                : []),
              ...(draft > 0
                ? [{ value: "drafts" as const, count: draft, panel: <RunDrafts newest={draft} runId={run.id} /> }]
                : []),
              { value: "events", count: events.data[0]?.seq ?? 0, panel: <EventList events={events} runId={run.id} /> },
            ]}
          />
        </div>
        {workflow ? <GraphPanel workflow={workflow} run={run} steps={steps.data} /> : null}
      </div>
    </PageBody>
  );
}
