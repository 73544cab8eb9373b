"use client";

import { Undo2 } from "lucide-react";
import { useState } from "react";
import { RefusalNotice } from "@/components/forms/refusal-notice";
import { buttonLook } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { control } from "@/lib/messages/control";
import { useControl } from "./use-control";

const words = control.rewind;

export interface Visit {
  runId: string;
  seq: number;
  /** Title of its step, and which visit of it. */
  title: string;
  visit: number;
}

export function RewindRun({ runId, seq, title, visit, offered }: Visit & { offered: boolean }) {
  const [open, setOpen] = useState(false);
  const rewind = useControl(() => setOpen(false));
  if (!offered && !open) return null;
  return (
    <ConfirmDialog
      open={open}
      onOpen={setOpen}
      trigger={
        <button type="button" className={buttonLook("plain")}>
          <Undo2 aria-hidden size={14} />
          {words.open}
        </button>
      }
      title={words.title(title, visit)}
      text={words.text}
      confirm={words.confirm}
      keep={words.keep}
      danger
      busy={rewind.busy}
      onConfirm={() => rewind.press(`/api/v1/runs/${runId}/rewind`, { seq })}
    >
      {rewind.refusal ? <RefusalNotice refusal={rewind.refusal} onRetry={rewind.again} /> : null}
    </ConfirmDialog>
  );
}
