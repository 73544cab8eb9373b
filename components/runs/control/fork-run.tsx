"use client";

import { GitFork } from "lucide-react";
import { useRouter } from "next/navigation";
import { useId, useState } from "react";
import { type Refusal, request } from "@/components/api/request";
import { controlLook } from "@/components/forms/control-look";
import { RefusalNotice } from "@/components/forms/refusal-notice";
import { buttonLook } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { control } from "@/lib/messages/control";
import type { RunView, StepDetail } from "@/lib/views/views";
import { editedData } from "./edited-data";
import { Labeled } from "./labeled";
import type { Visit } from "./rewind-run";
import { useControl } from "./use-control";

const words = control.fork;

/** A new run from a visit, for admins also with other outputs; what the visit began with is read when the dialog opens. */
export function ForkRun({ runId, seq, title, visit, withData }: Visit & { withData: boolean }) {
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [began, setBegan] = useState<StepDetail["began"] | null>(null);
  const [unread, setUnread] = useState<Refusal | null>(null);
  const [text, setText] = useState("");
  const fork = useControl<RunView>(({ id }) => router.push(`/runs/${id}`));

  const read = async () => {
    setUnread(null);
    const reply = await request<StepDetail>(`/api/v1/runs/${runId}/steps/${seq}`);
    if (!reply.ok) return setUnread(reply.refusal);
    setBegan(reply.value.began);
    setText(JSON.stringify(reply.value.began.data, null, 2));
  };
  const edited = began ? editedData(text, began.data) : null;
  const refusal = unread ?? fork.refusal;
  return (
    <ConfirmDialog
      open={open}
      onOpen={(next) => {
        setOpen(next);
        if (next && !began) void read();
      }}
      trigger={
        <button type="button" className={buttonLook("plain")}>
          <GitFork aria-hidden size={14} />
          {words.open}
        </button>
      }
      title={words.title(title, visit)}
      text={
        <>
          {words.text} {began?.draftRevision ? words.draft(began.draftRevision) : null}
        </>
      }
      confirm={words.confirm}
      keep={words.keep}
      busy={fork.busy}
      ready={edited !== null && "changed" in edited}
      onConfirm={() => {
        if (edited === null || "problem" in edited) return;
        const { changed } = edited;
        fork.press(`/api/v1/runs/${runId}/fork`, {
          seq,
          ...(Object.keys(changed).length > 0 ? { data: changed } : {}),
        });
      }}
    >
      {began && edited && withData ? <DataField began={began} text={text} edited={edited} onText={setText} /> : null}
      {!began && !unread ? <p className="appear-late text-quiet">{words.loading}</p> : null}
      {refusal ? <RefusalNotice refusal={refusal} onRetry={unread ? () => void read() : fork.again} /> : null}
    </ConfirmDialog>
  );
}

function DataField({
  began,
  text,
  edited,
  onText,
}: {
  began: StepDetail["began"];
  text: string;
  edited: ReturnType<typeof editedData>;
  onText(text: string): void;
}) {
  const id = useId();
  return (
    <Labeled
      id={id}
      label={words.data}
      help={words.help(Object.keys(began.data))}
      error={"problem" in edited ? edited.problem : undefined}
    >
      {(described) => (
        <textarea
          {...described}
          rows={Math.min(16, Math.max(4, text.split("\n").length))}
          spellCheck={false}
          value={text}
          onChange={(event) => onText(event.target.value)}
          className={classNames(controlLook, "font-mono lg:text-xs")}
        />
      )}
    </Labeled>
  );
}
