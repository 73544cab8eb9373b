"use client";

import { ChevronRight } from "lucide-react";
import { useRef, useState } from "react";
import { attemptFor } from "@/components/api/attempt";
import { post, type Refusal } from "@/components/api/request";
import { ErrorSummary } from "@/components/forms/error-summary";
import { Field } from "@/components/forms/field";
import { RefusalNotice } from "@/components/forms/refusal-notice";
import { forgetUnsent, keepUnsent, readUnsent, unsentKey } from "@/components/forms/unsent";
import { useActionForm } from "@/components/forms/use-action-form";
import { Button } from "@/components/ui/button";
import { useInBrowser } from "@/components/ui/now";
import type { FieldSpec, FormValues } from "@/lib/forms/spec";
import { start as words } from "@/lib/messages/start";
import type { RunView, WorkflowView } from "@/lib/views/views";

/** Beside the workflow's own fields, under a name that none of them has. */
const modelField: FieldSpec = {
  name: "_holdpoint_model",
  label: words.model,
  type: "text",
  required: false,
  help: words.modelHelp,
  maxLength: 200,
};

/** The form a workflow begins with. What is typed stays until the run has begun. */
export function StartForm({
  workflow,
  meId,
  onStarted,
}: {
  workflow: WorkflowView;
  meId: string;
  onStarted(run: RunView): void;
}) {
  const { fields } = workflow.input;
  const storageKey = unsentKey.start(meId, workflow.name);
  const { form, press, showErrors } = useActionForm({ fields: [...fields, modelField] }, storageKey);
  const [starting, setStarting] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const busy = useRef(false);
  const ready = useInBrowser();

  const send = async (values: FormValues) => {
    if (busy.current) return;
    busy.current = true;
    setStarting(true);
    setRefusal(null);
    const { [modelField.name]: model, ...input } = values;
    const body = { workflow: workflow.name, input, ...(model && { model }) };
    const kept = readUnsent(storageKey);
    const attempt = attemptFor(kept?.attempt ?? null, body);
    keepUnsent(storageKey, { values: kept?.values ?? {}, attempt });
    const reply = await post<RunView>("/api/v1/runs", body, attempt.key);
    busy.current = false;
    setStarting(false);
    if (reply.ok) {
      forgetUnsent(storageKey);
      onStarted(reply.value);
      return;
    }
    const why = reply.refusal;
    const atField = why.kind === "invalid" && showErrors(why.errors.map(toOurName));
    if (!atField) setRefusal(why);
  };
  const go = () => press(undefined, (values) => void send(values));

  return (
    <form noValidate data-ready={ready} onSubmit={(event) => event.preventDefault()} className="flex flex-col gap-5">
      {fields.map((field) => (
        <Field key={field.name} field={field} actions={[]} form={form} />
      ))}
      <details className="group" open={form.formState.errors[modelField.name] ? true : undefined}>
        <summary className="-mx-1 inline-flex items-center gap-1.5 rounded px-1 py-1 text-quiet hover:text-ink">
          <ChevronRight aria-hidden size={14} className="group-open:rotate-90" />
          {words.more}
        </summary>
        <div className="mt-3">
          <Field field={modelField} actions={[]} form={form} />
        </div>
      </details>
      <ErrorSummary form={form} />
      {refusal ? <RefusalNotice refusal={refusal} onRetry={go} /> : null}
      <Button look="primary" aria-disabled={starting} onClick={go} className="self-start max-sm:w-full">
        {starting ? words.starting : words.go}
      </Button>
    </form>
  );
}

const toOurName = ({ field, message }: { field: string; message: string }) => ({
  field: field === "model" ? modelField.name : field,
  message,
});
