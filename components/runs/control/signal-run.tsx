"use client";

import { Radio } from "lucide-react";
import { useId, useState } from "react";
import { controlLook } from "@/components/forms/control-look";
import { RefusalNotice } from "@/components/forms/refusal-notice";
import { buttonLook } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { readJsonText } from "@/lib/forms/json-value";
import { control } from "@/lib/messages/control";
import { Labeled } from "./labeled";
import { useControl } from "./use-control";

const words = control.signal;

/** `names`: what the workflow waits for somewhere, the one it waits for now first. */
export function SignalRun({ runId, names, offered }: { runId: string; names: string[]; offered: boolean }) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const [name, setName] = useState(names[0] ?? "");
  const [text, setText] = useState("null");
  const [tried, setTried] = useState(false);
  const signal = useControl(() => {
    setOpen(false);
    setText("null");
    setTried(false);
  });
  const data = readJsonText(words.data, text, words.notJson);
  const press = () => {
    setTried(true);
    if ("problem" in data || !name.trim()) return;
    signal.press(`/api/v1/runs/${runId}/signals`, { name: name.trim(), data: data.value });
  };
  if (!offered && !open) return null;
  return (
    <ConfirmDialog
      open={open}
      onOpen={setOpen}
      trigger={
        <button type="button" className={buttonLook("plain")}>
          <Radio aria-hidden size={14} />
          {words.open}
        </button>
      }
      title={words.title}
      text={words.text}
      confirm={words.confirm}
      keep={words.keep}
      busy={signal.busy}
      onConfirm={press}
    >
      <Labeled id={`${id}-name`} label={words.name} error={tried && !name.trim() ? words.nameNeeded : undefined}>
        {(described) => (
          <>
            <input
              {...described}
              list={`${id}-names`}
              maxLength={200}
              autoComplete="off"
              value={name}
              onChange={(event) => setName(event.target.value)}
              className={controlLook}
            />
            <datalist id={`${id}-names`}>
              {names.map((suggestion) => (
                <option key={suggestion} value={suggestion} />
              ))}
            </datalist>
          </>
        )}
      </Labeled>
      <Labeled id={`${id}-data`} label={words.data} error={tried && "problem" in data ? data.problem : undefined}>
        {(described) => (
          <textarea
            {...described}
            rows={4}
            spellCheck={false}
            value={text}
            onChange={(event) => setText(event.target.value)}
            className={classNames(controlLook, "font-mono lg:text-xs")}
          />
        )}
      </Labeled>
      {signal.refusal ? <RefusalNotice refusal={signal.refusal} onRetry={signal.again} /> : null}
    </ConfirmDialog>
  );
}
