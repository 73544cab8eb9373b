import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { orNotFound } from "@/app/(desk)/or-not-found";
import { lastSegment } from "@/app/(desk)/path-segment";
import { readBundle } from "@/app/(desk)/read-bundle";
import { StartDesk } from "@/components/start/start-desk";
import { BackLink } from "@/components/ui/back-link";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { holdpoint } from "@/lib/app";
import { requirePrincipal } from "@/lib/auth/session";
import { pathId } from "@/lib/http/path-id";
import { start } from "@/lib/messages/start";

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const find = cache(async () => {
  const name = await lastSegment();
  const principal = await requirePrincipal();
  const workflows = await holdpoint().operations.listWorkflows(principal);
  return { principal, workflow: workflows.find((candidate) => candidate.name === name) ?? notFound() };
});

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await find()).workflow.title };
}

export default async function StartWorkflowPage({ searchParams }: Props) {
  const { principal, workflow } = await find();
  const { run } = await searchParams;
  const bundle =
    typeof run === "string" ? await orNotFound(async () => readBundle(principal, pathId({ id: run }, "run"))) : null;
  if (bundle && bundle.run.workflow !== workflow.name) notFound();
  return (
    <PageBody>
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
