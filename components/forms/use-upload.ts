"use client";

import { useEffect, useRef, useState } from "react";
import { useWatch } from "react-hook-form";
import { typeOf, uploadFile } from "@/components/api/upload";
import { FILE_BYTES_DEFAULT, type FileValue, inWords, isAccepted, kindsInWords } from "@/lib/forms/file-value";
import { text } from "@/lib/forms/messages";
import { files as words } from "@/lib/messages/files";
import type { FieldProps } from "./field";
import { fileBefore, fileOf, pendingFile, pendingName, refusedFile, refusedName } from "./file-text";
import { refusalSentence } from "./refusal-notice";

export interface Upload {
  /** What the form has. */
  file: FileValue | null;
  /** On its way; `share` from 0 to 1. */
  sending: { name: string; share: number } | null;
  problem: string | null;
  /** What the form has once more when the chosen file is let go of. */
  before: FileValue | null;
  choose(file: File): void;
  /** The same file once more, where that may help. */
  retry: (() => void) | null;
  /** Lets go of what is on its way or did not fit, and has the file before it again; else of the file that is there. */
  clear(): void;
}

/** Sends a chosen file at once; the form has a note that it is on its way, then its reference. */
export function useUpload({ field, form }: Pick<FieldProps, "field" | "form">): Upload {
  const raw = useWatch({ control: form.control, name: field.name });
  const [sending, setSending] = useState<Upload["sending"]>(null);
  const [failed, setFailed] = useState<{ problem: string; again: File | null } | null>(null);
  const before = fileBefore(raw);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  function keep(value: string) {
    form.setValue(field.name, value, { shouldDirty: true, shouldValidate: form.formState.isSubmitted });
  }
  function choose(file: File) {
    const { label, maxBytes = FILE_BYTES_DEFAULT, accept = [] } = field;
    const { name, size } = file;
    if (size === 0) return refuse(name, words.empty(name));
    if (size > maxBytes) return refuse(name, text.fileTooLarge(label, inWords(maxBytes)));
    if (!isAccepted(accept, { name, type: typeOf(file) })) {
      return refuse(name, text.notAccepted(label, kindsInWords(accept)));
    }
    void send(file);
  }
  /** The form is held, too: who chose a file means to send it, also where none is needed. */
  function refuse(name: string, problem: string) {
    stop();
    setFailed({ problem, again: null });
    keep(refusedFile(name, before));
  }
  function stop() {
    running.current?.abort();
    running.current = null;
    setSending(null);
  }
  async function send(file: File) {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    setFailed(null);
    setSending({ name: file.name, share: 0 });
    keep(pendingFile(file.name, before));
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
    stop();
    setFailed(null);
    keep(before && !fileOf(raw) ? JSON.stringify(before) : "");
  }

  const again = failed?.again;
  const left = sending || failed ? null : (pendingName(raw) ?? refusedName(raw));
  return {
    file: fileOf(raw),
    before,
    sending,
    problem: failed?.problem ?? (left === null ? null : words.interrupted(left)),
    choose,
    retry: again ? () => void send(again) : null,
    clear,
  };
}
