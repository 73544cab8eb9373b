"use client";

import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { decision } from "@/lib/messages/review";
import { Button } from "./button";

/** `what` is copied, said to those who only hear the button; `small` for beside a heading. */
export function CopyButton({ text, what, small = false }: { text: string; what?: string; small?: boolean }) {
  const [state, setState] = useState<"idle" | "copied" | "failed">("idle");
  const copy = () =>
    copyText(text).then(
      () => setState("copied"),
      () => setState("failed"),
    );
  const label = state === "copied" ? decision.copied : state === "failed" ? decision.copyFailed : decision.copy;
  return (
    <Button
      look={small ? "quiet" : "plain"}
      className={small ? "min-h-7 px-2 py-0.5 text-xs" : undefined}
      onClick={copy}
    >
      {state === "copied" ? <Check aria-hidden size={14} /> : <Copy aria-hidden size={14} />}
      <span aria-live="polite">
        {label}
        {what ? <span className="sr-only"> {what}</span> : null}
      </span>
    </Button>
  );
}

/** The clipboard API exists on secure origins only; elsewhere the old command still works. */
export async function copyText(text: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const area = document.createElement("textarea");
  area.value = text;
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  if (!done) throw new Error("copy refused");
}
