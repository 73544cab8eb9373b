import { Paperclip } from "lucide-react";
import { PlainText } from "@/components/markdown/plain-text";
import { type FileValue, inWords } from "@/lib/forms/file-value";
import { filesIn } from "./file-text";

/** A file to save, with its size. */
export function FileLink({ file }: { file: FileValue }) {
  return (
    <span className="wrap-anywhere">
      <Paperclip aria-hidden size={14} className="mr-1.5 mb-0.5 inline text-quiet" />
      <a
        href={`/api/v1/files/${file.id}`}
        download={file.name}
        className="text-accent underline underline-offset-2 pointer-coarse:py-3"
      >
        <PlainText>{file.name}</PlainText>
      </a>{" "}
      <span className="figures whitespace-nowrap text-quiet">{inWords(file.size)}</span>
    </span>
  );
}

/** The files that a value refers to; nothing where there are none. */
export function FileLinks({ value }: { value: unknown }) {
  const files = filesIn(value);
  if (files.length === 0) return null;
  return (
    <ul className="mt-1 flex flex-col items-start gap-1">
      {files.map((file, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same file may be there twice
        <li key={index} className="max-w-full">
          <FileLink file={file} />
        </li>
      ))}
    </ul>
  );
}
