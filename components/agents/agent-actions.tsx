"use client";

import { useState } from "react";
import { RefusalNotice } from "@/components/forms/refusal-notice";
import { PlainText } from "@/components/markdown/plain-text";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Time } from "@/components/ui/time";
import { agents as words } from "@/lib/messages/agents";
import type { AgentView } from "@/lib/views/agents";
import { HealthBadge } from "./agent-health";
import { useAgentAction } from "./use-agent-action";

/** Whether it works, and what can be done with it, for those who may. */
export function AgentActions({ agent, mayEdit }: { agent: AgentView; mayEdit: boolean }) {
  const { doing, refused, run } = useAgentAction(agent);
  const [asking, setAsking] = useState(false);
  const { health, enabled, kind, name } = agent;
  return (
    <section className="flex flex-col gap-4 rounded-lg border border-line bg-surface p-5">
      <div role="status" className="flex flex-col gap-1">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <HealthBadge health={health} />
          {health ? (
            <span className="figures text-xs text-quiet">
              {words.health.checked} <Time at={health.checkedAt} />
            </span>
          ) : null}
        </p>
        <p className="text-quiet wrap-anywhere">{health?.message ?? words.testHelp[kind]}</p>
        {enabled ? null : (
          <p className="wrap-anywhere">
            <span className="font-semibold">{words.disabled}.</span>{" "}
            <span className="text-quiet">{words.disabledHelp}</span>
          </p>
        )}
      </div>
      {mayEdit ? (
        <div className="flex flex-wrap gap-2">
          <Button aria-disabled={doing !== null} onClick={() => run("test")}>
            {doing === "test" ? words.testing : words.test}
          </Button>
          <Button aria-disabled={doing !== null} onClick={() => run("toggle")}>
            {enabled ? words.disable : words.enable}
          </Button>
          <ConfirmDialog
            open={asking}
            onOpen={setAsking}
            trigger={<Button look="quiet">{words.remove}</Button>}
            title={<PlainText>{words.removeTitle(name)}</PlainText>}
            text={words.removeText}
            confirm={words.remove}
            keep={words.keep}
            danger
            busy={doing === "remove"}
            onConfirm={() => run("remove")}
          >
            {refused?.action === "remove" ? (
              <RefusalNotice refusal={refused.refusal} onRetry={() => run("remove")} />
            ) : null}
          </ConfirmDialog>
        </div>
      ) : (
        <p className="text-quiet">{words.onlyAuthors}</p>
      )}
      {refused && refused.action !== "remove" ? (
        <RefusalNotice refusal={refused.refusal} onRetry={() => run(refused.action)} />
      ) : null}
    </section>
  );
}
