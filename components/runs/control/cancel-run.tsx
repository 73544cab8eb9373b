"use client";

import { Ban } from "lucide-react";
import { useId, useState } from "react";
import { controlLook } from "@/components/forms/control-look";
import { RefusalNotice } from "@/components/forms/refusal-notice";
import { buttonLook } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { control } from "@/lib/messages/control";
import { Labeled } from "./labeled";
import { useControl } from "./use-control";

const words = control.cancel;

/** Stays while its dialog is open, whatever becomes of the run meanwhile; then the answer says so. */
export function CancelRun({ runId, offered }: { runId: string; offered: boolean }) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const cancel = useControl(() => setOpen(false));
  if (!offered && !open) return null;
  return (
    <ConfirmDialog
      open={open}
      onOpen={setOpen}
      trigger={
        <button type="button" className={buttonLook("plain")}>
          <Ban aria-hidden size={14} />
          {words.open}
        </button>
      }
      title={words.title}
      text={words.text}
      confirm={words.confirm}
      keep={words.keep}
      danger
      busy={cancel.busy}
      onConfirm={() => cancel.press(`/api/v1/runs/${runId}/cancel`, { reason: reason.trim() })}
    >
      <Labeled id={id} label={words.reason}>
        {(described) => (
          <textarea
            {...described}
            rows={2}
            maxLength={1_000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
            className={controlLook}
          />
        )}
      </Labeled>
      {cancel.refusal ? <RefusalNotice refusal={cancel.refusal} onRetry={cancel.again} /> : null}
    </ConfirmDialog>
  );
}
