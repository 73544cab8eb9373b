import type { Metadata } from "next";
import { cache } from "react";
import { orNotFound } from "@/app/(desk)/or-not-found";
import { tabTitle } from "@/app/(desk)/tab-title";
import { AgentActions } from "@/components/agents/agent-actions";
import { AgentDetails } from "@/components/agents/agent-details";
import { AgentForm } from "@/components/agents/agent-form";
import { Capabilities } from "@/components/agents/capabilities";
import { PlainText } from "@/components/markdown/plain-text";
import { BackLink } from "@/components/ui/back-link";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { Time } from "@/components/ui/time";
import { holdpoint } from "@/lib/app";
import { requirePrincipal } from "@/lib/auth/session";
import { pathId } from "@/lib/http/path-id";
import { agents as words } from "@/lib/messages/agents";
import { mayEditAgents } from "../may-edit";

type Props = { params: Promise<{ id: string }> };

const find = cache(async (segment: string) => {
  const principal = await requirePrincipal();
  const agent = await orNotFound(async () =>
    holdpoint().operations.getAgent(principal, pathId({ id: segment }, "agent")),
  );
  return { principal, agent };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: tabTitle((await find((await params).id)).agent.name) };
}

export default async function AgentPage({ params }: Props) {
  const { principal, agent } = await find((await params).id);
  const mayEdit = mayEditAgents(principal);
  return (
    <PageBody>
      <PageHeader
        above={<BackLink href="/agents">{words.back}</BackLink>}
        title={<PlainText>{agent.name}</PlainText>}
        below={
          <>
            {words.fields.kinds[agent.kind]} · <PlainText>{words.addedBy(agent.createdBy.name)}</PlainText>{" "}
            <Time at={agent.createdAt} className="figures" />
          </>
        }
      />
      <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,42rem)_minmax(18rem,1fr)]">
        <div className="lg:order-last">
          <AgentActions agent={agent} mayEdit={mayEdit} />
        </div>
        {mayEdit ? (
          <AgentForm agent={agent} assistants={holdpoint().settings.assistants} meId={principal.userId} />
        ) : (
          <div className="flex flex-col gap-5">
            <p className="max-w-[75ch]">
              <PlainText>{agent.description}</PlainText>
            </p>
            <Capabilities list={agent.capabilities} />
            <AgentDetails agent={agent} />
          </div>
        )}
      </div>
    </PageBody>
  );
}
