"use client";

import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { attemptFor } from "@/components/api/attempt";
import { type Refusal, send } from "@/components/api/request";
import { ErrorSummary } from "@/components/forms/error-summary";
import { Field } from "@/components/forms/field";
import { RefusalNotice } from "@/components/forms/refusal-notice";
import { forgetUnsent, unsentKey } from "@/components/forms/unsent";
import { useActionForm } from "@/components/forms/use-action-form";
import { Button } from "@/components/ui/button";
import { useInBrowser } from "@/components/ui/now";
import type { FormValues } from "@/lib/forms/spec";
import { agents as words } from "@/lib/messages/agents";
import type { AgentView } from "@/lib/views/agents";
import { agentBody, agentFields } from "./agent-fields";

/** Adds an agent, or changes one. What is typed stays until it is saved. */
export function AgentForm({
  agent,
  assistants,
  meId,
}: {
  agent: AgentView | null;
  assistants: string[];
  meId: string;
}) {
  const router = useRouter();
  const fields = agentFields(agent, assistants);
  const storageKey = unsentKey.agent(meId, agent?.id ?? "new");
  const { form, press, showErrors } = useActionForm({ fields }, storageKey);
  const [saving, setSaving] = useState(false);
  const [saved, setSaved] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const attempt = useRef<ReturnType<typeof attemptFor> | null>(null);
  const busy = useRef(false);
  const ready = useInBrowser();

  const save = async (values: FormValues) => {
    if (busy.current) return;
    busy.current = true;
    setSaving(true);
    setSaved(false);
    setRefusal(null);
    const body = agentBody(agent, values);
    attempt.current = attemptFor(attempt.current, body);
    const { key } = attempt.current;
    const reply = agent
      ? await send<AgentView>("PATCH", `/api/v1/agents/${agent.id}`, body, key)
      : await send<AgentView>("POST", "/api/v1/agents", body, key);
    busy.current = false;
    setSaving(false);
    if (reply.ok) {
      forgetUnsent(storageKey);
      attempt.current = null;
      if (agent === null) return router.push(`/agents/${reply.value.id}`);
      setSaved(true);
      return router.refresh();
    }
    const why = reply.refusal;
    if (why.kind !== "invalid" || !showErrors(why.errors)) setRefusal(why);
  };
  const go = () => press(undefined, (values) => void save(values));

  return (
    <form noValidate data-ready={ready} onSubmit={(event) => event.preventDefault()} className="flex flex-col gap-5">
      {fields.map((field) => (
        <Field key={field.name} field={field} actions={[]} form={form} />
      ))}
      <ErrorSummary form={form} />
      {refusal ? <RefusalNotice refusal={refusal} onRetry={go} /> : null}
      <div className="flex items-center gap-4">
        <Button look="primary" aria-disabled={saving} onClick={go} className="max-sm:w-full">
          {saving ? words.saving : agent ? words.save : words.add}
        </Button>
        <p role="status" className="text-done">
          {saved ? words.saved : null}
        </p>
      </div>
    </form>
  );
}
