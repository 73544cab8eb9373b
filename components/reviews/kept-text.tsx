"use client";

import { AlertDialog } from "@base-ui/react/alert-dialog";
import { useEffect, useState } from "react";
import { forgetUnsent, readUnsent } from "@/components/forms/unsent";
import { asText, isTouched } from "@/components/forms/values";
import { buttonLook } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Scrollable } from "@/components/ui/scrollable";
import type { FieldSpec } from "@/lib/forms/spec";
import { decision } from "@/lib/messages/review";

/** What was typed here and not sent, read from this browser; null when there is nothing. */
export function useKeptText(storageKey: string, fields: FieldSpec[]): { text: string | null; forget(): void } {
  const [text, setText] = useState<string | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the fields of a review never change
  useEffect(() => {
    const kept = readUnsent(storageKey);
    if (kept && isTouched(fields, kept.values)) setText(asText(fields, kept.values));
    else if (kept) forgetUnsent(storageKey);
  }, [storageKey]);
  return {
    text,
    forget() {
      forgetUnsent(storageKey);
      setText(null);
    },
  };
}

/** Somebody's own words that were not sent: to copy, or to let go of. */
export function KeptText({ text, onDiscard }: { text: string; onDiscard(): void }) {
  return (
    <section aria-label={decision.kept} className="flex flex-col gap-2">
      <h3 className="font-semibold">{decision.kept}</h3>
      <Scrollable label={decision.kept} className="max-h-40 overflow-y-auto rounded-lg bg-sunken px-3 py-2">
        <p className="whitespace-pre-wrap wrap-anywhere">{text}</p>
      </Scrollable>
      <div className="flex gap-2">
        <CopyButton text={text} />
        <Discard onDiscard={onDiscard} />
      </div>
    </section>
  );
}

function Discard({ onDiscard }: { onDiscard(): void }) {
  return (
    <AlertDialog.Root>
      <AlertDialog.Trigger className={buttonLook("quiet")}>{decision.discard}</AlertDialog.Trigger>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="appear fixed inset-0 z-50 bg-black/40" />
        <AlertDialog.Popup className="appear fixed top-1/2 left-1/2 z-50 flex w-[min(24rem,calc(100vw-2rem))] -translate-1/2 flex-col gap-4 rounded-lg border border-line bg-surface p-6 shadow-float">
          <AlertDialog.Title className="text-base font-semibold">{decision.discardSure}</AlertDialog.Title>
          <div className="flex justify-end gap-2">
            <AlertDialog.Close className={buttonLook("plain")}>{decision.discardNo}</AlertDialog.Close>
            <AlertDialog.Close className={buttonLook("danger")} onClick={onDiscard}>
              {decision.discardYes}
            </AlertDialog.Close>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
