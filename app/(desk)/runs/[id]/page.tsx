import type { Metadata } from "next";
import { cache } from "react";
import { orNotFound } from "@/app/(desk)/or-not-found";
import { readAll } from "@/app/(desk)/read-all";
import { Watch } from "@/components/api/watch";
import { PlainText } from "@/components/markdown/plain-text";
import { AskedFor } from "@/components/reviews/asked-for";
import { EventList } from "@/components/runs/event-list";
import { RunDrafts } from "@/components/runs/run-drafts";
import { RunNow } from "@/components/runs/run-now";
import { RunTabs } from "@/components/runs/run-tabs";
import { runTitle } from "@/components/runs/run-title";
import { Timeline } from "@/components/runs/timeline";
import { Result } from "@/components/start/result";
import { BackLink } from "@/components/ui/back-link";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { Time } from "@/components/ui/time";
import { holdpoint } from "@/lib/app";
import { requirePrincipal } from "@/lib/auth/session";
import { pathId } from "@/lib/http/path-id";
import { runs as words } from "@/lib/messages/runs";

interface Props {
  params: Promise<{ id: string }>;
}

const find = cache(async (id: string) => {
  const principal = await requirePrincipal();
  const { operations } = holdpoint();
  const run = await orNotFound(async () => operations.getRun(principal, pathId({ id }, "run")));
  const workflows = await operations.listWorkflows(principal);
  return { principal, run, workflow: workflows.find(({ name }) => name === run.workflow) ?? null };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { run, workflow } = await find((await params).id);
  const title = runTitle(run, workflow?.input.fields ?? []) || (workflow?.title ?? run.workflow);
  return { title: title.length > 60 ? `${title.slice(0, 60).trimEnd()}…` : title };
}

export default async function RunPage({ params }: Props) {
  const { principal, run, workflow } = await find((await params).id);
  const { operations } = holdpoint();
  const [steps, events, drafts] = await Promise.all([
    readAll((page) => operations.listSteps(principal, run.id, page)),
    readAll((page) => operations.listEvents(principal, run.id, page)),
    readAll((page) => operations.listDrafts(principal, run.id, page)),
  ]);
  const name = workflow?.title ?? run.workflow;
  return (
    <PageBody>
      <Watch run={run.id} />
      <PageHeader
        above={<BackLink href="/runs">{words.back}</BackLink>}
        title={
          <span className="line-clamp-3">
            <PlainText>{runTitle(run, workflow?.input.fields ?? []) || name}</PlainText>
          </span>
        }
        below={
          <>
            {name}, {words.version(run.version)} · {words.startedBy} {run.startedBy.name},{" "}
            <Time at={run.createdAt} withClock />
          </>
        }
      />
      <RunNow run={run} workflow={workflow} drafts={drafts.length} />
      <AskedFor input={run.input} fields={workflow?.input.fields ?? []} />
      {run.status === "completed" ? (
        <div className="max-w-3xl">
          <Result output={run.output} />
        </div>
      ) : null}
      <RunTabs
        tabs={[
          { value: "steps", count: steps.length, panel: <Timeline steps={steps} workflow={workflow} /> },
          { value: "drafts", count: drafts.length, panel: <RunDrafts drafts={drafts} /> },
          { value: "events", count: events.length, panel: <EventList events={events} /> },
        ]}
      />
    </PageBody>
  );
}
