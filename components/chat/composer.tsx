"use client";

import { SendHorizontal } from "lucide-react";
import { useEffect, useId, useRef, useState } from "react";
import type { Refusal } from "@/components/api/request";
import { controlLook } from "@/components/forms/control-look";
import { RefusalNotice } from "@/components/forms/refusal-notice";
import { keepUnsent, readUnsent } from "@/components/forms/unsent";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { useInBrowser } from "@/components/ui/now";
import { chat as words } from "@/lib/messages/chat";
import { isBlankText } from "@/lib/text/hidden";

interface Props {
  storageKey: string;
  isFirst: boolean;
  /** Something else is to be answered first; what was typed stays. */
  hidden: boolean;
  /** Why nothing can be sent now. */
  held: string | null;
  sending: string | null;
  refusal: Refusal | null;
  onSend(prompt: string): void;
}

/** Where the next message is written. What is typed stays through a reload. */
export function Composer({ storageKey, isFirst, hidden, held, sending, refusal, onSend }: Props) {
  const [text, setText] = useState("");
  const field = useRef<HTMLTextAreaElement>(null);
  const hint = useId();
  const ready = useInBrowser();
  useEffect(() => {
    const kept = readUnsent(storageKey)?.values.prompt;
    if (typeof kept === "string") setText((typed) => typed || kept);
  }, [storageKey]);
  useEffect(() => {
    if (sending !== null) setText("");
  }, [sending]);
  useEffect(() => {
    const kept = refusal && readUnsent(storageKey)?.values.prompt;
    if (typeof kept === "string") setText(kept);
  }, [refusal, storageKey]);

  const change = (next: string) => {
    setText(next);
    keepUnsent(storageKey, { values: { prompt: next }, attempt: readUnsent(storageKey)?.attempt ?? null });
  };
  const send = () => {
    if (held === null && sending === null) onSend(text);
  };
  const rows = Math.min(8, Math.max(isFirst ? 3 : 1, text.split("\n").length));
  return (
    <form
      data-ready={ready}
      hidden={hidden}
      className="sticky bottom-0 -mx-1 mt-auto flex flex-col gap-2 [&[hidden]]:hidden bg-page px-1 pt-3 pb-[max(1rem,env(safe-area-inset-bottom))]"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {refusal ? <RefusalNotice refusal={refusal} onRetry={send} /> : null}
      <div className="flex items-end gap-2">
        <textarea
          ref={field}
          aria-label={words.message}
          aria-describedby={hint}
          rows={rows}
          value={text}
          maxLength={20_000}
          placeholder={isFirst ? words.placeholder : words.placeholderNext}
          onChange={(event) => change(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
            event.preventDefault();
            send();
          }}
          className={classNames(controlLook, "max-h-60 resize-none text-base leading-6")}
        />
        <Button type="submit" look="primary" aria-disabled={held !== null || sending !== null || isBlankText(text)}>
          <SendHorizontal aria-hidden size={16} />
          {sending === null ? words.send : words.sending}
        </Button>
      </div>
      <p id={hint} className="text-xs text-quiet">
        {held ?? words.hint}
      </p>
    </form>
  );
}
