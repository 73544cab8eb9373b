import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { StartDesk } from "@/components/start/start-desk";
import { BackLink } from "@/components/ui/back-link";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { holdpoint } from "@/lib/app";
import { requirePrincipal } from "@/lib/auth/session";
import { start } from "@/lib/messages/start";
import { orNotFound } from "../../or-not-found";
import { readBundle } from "../../read-bundle";

interface Props {
  params: Promise<{ workflow: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

async function find({ params }: Props) {
  const principal = await requirePrincipal();
  const name = decodeURIComponent((await params).workflow);
  const workflows = await holdpoint().operations.listWorkflows(principal);
  return { principal, workflow: workflows.find((candidate) => candidate.name === name) ?? notFound() };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: (await find(props)).workflow.title };
}

export default async function StartWorkflowPage(props: Props) {
  const { principal, workflow } = await find(props);
  const { run } = await props.searchParams;
  const bundle = typeof run === "string" ? await orNotFound(readBundle(principal, run)) : null;
  if (bundle && bundle.run.workflow !== workflow.name) notFound();
  return (
    <PageBody wide>
      <PageHeader
        above={<BackLink href="/start">{start.back}</BackLink>}
        title={workflow.title}
        below={workflow.description}
      />
      <StartDesk
        workflow={workflow}
        me={{ kind: "person", id: principal.userId, name: principal.name }}
        bundle={bundle}
      />
    </PageBody>
  );
}
