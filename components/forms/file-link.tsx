import { Paperclip } from "lucide-react";
import { PlainText } from "@/components/markdown/plain-text";
import { type FileValue, inWords } from "@/lib/forms/file-value";
import { shownText } from "@/lib/markdown/hidden-characters";
import { filesIn } from "./file-text";

/** A file to save, with its size. */
export function FileLink({ file }: { file: FileValue }) {
  return (
    <span className="wrap-anywhere">
      <Paperclip aria-hidden size={14} className="mr-1.5 mb-0.5 inline text-quiet" />
      <a
        href={`/api/v1/files/${file.id}`}
        download={shownText(file.name)}
        className="text-accent underline underline-offset-2 pointer-coarse:py-3"
      >
        <PlainText>{file.name}</PlainText>
      </a>{" "}
      <span className="figures whitespace-nowrap text-quiet">{inWords(file.size)}</span>
    </span>
  );
}

/** The files that a value refers to, each once; nothing where there are none. */
export function FileLinks({ value }: { value: unknown }) {
  const files = new Map(filesIn(value).map((file) => [file.id, file]));
  if (files.size === 0) return null;
  return (
    <ul className="mt-1 flex flex-col items-start gap-1">
      {[...files.values()].map((file) => (
        <li key={file.id} className="max-w-full">
          <FileLink file={file} />
        </li>
      ))}
    </ul>
  );
}
