import type { Metadata } from "next";
import { AgentForm } from "@/components/agents/agent-form";
import { BackLink } from "@/components/ui/back-link";
import { Notice } from "@/components/ui/notice";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { holdpoint } from "@/lib/app";
import { requirePrincipal } from "@/lib/auth/session";
import { agents as words } from "@/lib/messages/agents";
import { mayEditAgents } from "../may-edit";

export const metadata: Metadata = { title: words.add };

export default async function NewAgentPage() {
  const principal = await requirePrincipal();
  return (
    <PageBody>
      <PageHeader above={<BackLink href="/agents">{words.back}</BackLink>} title={words.add} below={words.addIntro} />
      <div className="max-w-2xl">
        {mayEditAgents(principal) ? (
          <AgentForm agent={null} assistants={holdpoint().settings.assistants} meId={principal.userId} />
        ) : (
          <Notice tone="info">{words.onlyAuthors}</Notice>
        )}
      </div>
    </PageBody>
  );
}
