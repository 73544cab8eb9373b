"use client";

import { useEffect, useRef, useState } from "react";
import { useWatch } from "react-hook-form";
import { typeOf, uploadFile } from "@/components/api/upload";
import { FILE_BYTES_DEFAULT, type FileValue, inWords, isAccepted, kindsInWords } from "@/lib/forms/file-value";
import { text } from "@/lib/forms/messages";
import { files as words } from "@/lib/messages/files";
import type { FieldProps } from "./field";
import { fileOf, pendingFile, pendingName } from "./file-text";
import { refusalSentence } from "./refusal-notice";

export interface Upload {
  /** What the form has. */
  file: FileValue | null;
  /** On its way; `share` from 0 to 1. */
  sending: { name: string; share: number } | null;
  problem: string | null;
  choose(file: File): void;
  /** The same file once more, where that may help. */
  retry: (() => void) | null;
  /** Lets go of what is on its way, or of what is there. */
  clear(): void;
}

/** Sends a chosen file at once; the form has a note that it is on its way, then its reference. */
export function useUpload({ field, form }: Pick<FieldProps, "field" | "form">): Upload {
  const raw = useWatch({ control: form.control, name: field.name });
  const [sending, setSending] = useState<Upload["sending"]>(null);
  const [failed, setFailed] = useState<{ problem: string; again: File | null } | null>(null);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  function keep(value: string) {
    form.setValue(field.name, value, { shouldDirty: true, shouldValidate: form.formState.isSubmitted });
  }
  function choose(file: File) {
    const { label, maxBytes = FILE_BYTES_DEFAULT, accept = [] } = field;
    const { name, size } = file;
    if (size === 0) return setFailed({ problem: words.empty(name), again: null });
    if (size > maxBytes) return setFailed({ problem: text.fileTooLarge(label, inWords(maxBytes)), again: null });
    if (!isAccepted(accept, { name, type: typeOf(file) })) {
      return setFailed({ problem: text.notAccepted(label, kindsInWords(accept)), again: null });
    }
    void send(file);
  }
  async function send(file: File) {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    setFailed(null);
    setSending({ name: file.name, share: 0 });
    keep(pendingFile(file.name));
    const reply = await uploadFile(file, controller.signal, (share) => {
      if (!controller.signal.aborted) setSending({ name: file.name, share });
    });
    if (controller.signal.aborted) return;
    running.current = null;
    setSending(null);
    if (!reply.ok) return setFailed({ problem: words.failed(file.name, refusalSentence(reply.refusal)), again: file });
    const { id, name, type, size } = reply.value;
    keep(JSON.stringify({ id, name, type, size }));
  }
  function clear() {
    running.current?.abort();
    running.current = null;
    setSending(null);
    setFailed(null);
    keep("");
  }

  const again = failed?.again;
  const left = sending || failed ? null : pendingName(raw);
  return {
    file: fileOf(raw),
    sending,
    problem: failed?.problem ?? (left === null ? null : words.interrupted(left)),
    choose,
    retry: again ? () => void send(again) : null,
    clear,
  };
}
