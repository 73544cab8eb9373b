"use client";

import { Trash2, Upload as UploadIcon, X } from "lucide-react";
import { type DragEvent, useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { shownText } from "@/lib/markdown/hidden-characters";
import { files as words } from "@/lib/messages/files";
import type { FieldProps } from "./field";
import { Below, describe, Help, Label } from "./field-frame";
import { FileLink } from "./file-link";
import { useFocusTarget } from "./use-focus-target";
import { type Upload, useUpload } from "./use-upload";

/** A file to pick or to drop. It is sent at once; the form keeps its reference. */
export function FileField({ id, field, actions, form, hint, error }: FieldProps) {
  const upload = useUpload({ field, form });
  const [over, setOver] = useState(false);
  const { target: picker, setTarget } = useFocusTarget(form, field.name);
  useNoStrayDrops();
  const wrong =
    upload.problem && error && !upload.sending ? `${upload.problem} ${words.held}` : (upload.problem ?? error);
  const { "aria-required": required, ...described } = describe(id, field, hint, wrong);

  const drag = (event: DragEvent, inside: boolean) => {
    event.preventDefault();
    setOver(inside);
  };
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="font-semibold">
        <Label field={field} actions={actions} />
      </label>
      <Help id={id} field={field} />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way beside the picker */}
      <div
        onDragOver={(event) => drag(event, true)}
        onDragLeave={(event) => drag(event, false)}
        onDrop={(event) => {
          drag(event, false);
          const dropped = event.dataTransfer.files[0];
          if (dropped) upload.choose(dropped);
        }}
        className={classNames(
          "flex flex-col gap-2 rounded-lg border border-dashed p-3",
          over ? "border-accent bg-accent-soft" : wrong ? "border-failed" : "border-control",
        )}
      >
        <Held upload={upload} onClear={() => picker.current?.focus()} />
        <div className="relative flex flex-wrap items-center gap-x-3 gap-y-1">
          <input
            ref={setTarget}
            id={id}
            type="file"
            accept={field.accept?.join(",")}
            required={required}
            {...described}
            onChange={(event) => {
              const chosen = event.target.files?.[0];
              if (chosen) upload.choose(chosen);
              // The same file can then be chosen again.
              event.target.value = "";
            }}
            className="peer absolute inset-0 opacity-0"
          />
          <span
            aria-hidden
            className="inline-flex min-h-9 items-center gap-2 whitespace-nowrap rounded-lg border border-control bg-surface px-3.5 py-1.5 font-semibold peer-hover:bg-sunken peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-accent pointer-coarse:min-h-11"
          >
            <UploadIcon size={16} />
            {upload.file || upload.sending ? words.another : words.choose}
          </span>
          {upload.file || upload.sending ? null : (
            <span aria-hidden className="text-quiet pointer-coarse:hidden">
              {words.drop}
            </span>
          )}
        </div>
      </div>
      <p role="status" className="sr-only">
        {upload.sending
          ? words.sending(shownText(upload.sending.name))
          : upload.file
            ? words.there(shownText(upload.file.name))
            : ""}
      </p>
      <Below id={id} hint={hint} error={wrong} />
      {upload.problem ? (
        <div className="flex gap-2">
          {upload.retry ? <Button onClick={upload.retry}>{words.again}</Button> : null}
          {upload.file ? null : (
            <Button look="quiet" onClick={upload.clear}>
              {upload.before ? words.keep(shownText(upload.before.name)) : words.without}
            </Button>
          )}
        </div>
      ) : null}
    </div>
  );
}

const barLook =
  "h-1.5 w-full appearance-none overflow-hidden rounded border-0 bg-line [&::-webkit-progress-bar]:bg-line " +
  "[&::-webkit-progress-value]:bg-accent [&::-moz-progress-bar]:bg-accent";

/** What is there, or how far it has come. */
function Held({ upload, onClear }: { upload: Upload; onClear(): void }) {
  const { sending, file } = upload;
  if (!sending && !file) return null;
  const name = shownText(sending?.name ?? file?.name ?? "");
  return (
    <div className="flex items-center gap-3">
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        {sending ? (
          <>
            <span className="wrap-anywhere">{words.sending(name)}</span>
            <progress aria-label={words.sending(name)} value={sending.share} className={barLook} />
          </>
        ) : file ? (
          <FileLink file={file} />
        ) : null}
      </div>
      <Button
        look="quiet"
        aria-label={sending ? words.stop(name) : words.remove(name)}
        onClick={() => {
          upload.clear();
          onClear();
        }}
      >
        {sending ? <X aria-hidden size={16} /> : <Trash2 aria-hidden size={16} />}
      </Button>
    </div>
  );
}

/** A file that misses its place would be opened by the browser instead of the page. */
function useNoStrayDrops(): void {
  useEffect(() => {
    const ignore = (event: globalThis.DragEvent) => event.preventDefault();
    window.addEventListener("dragover", ignore);
    window.addEventListener("drop", ignore);
    return () => {
      window.removeEventListener("dragover", ignore);
      window.removeEventListener("drop", ignore);
    };
  }, []);
}
