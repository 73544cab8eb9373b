import { isStorable } from "@/lib/text/is-storable";

/** The largest file that can be uploaded at all: 25 MB. */
export const FILE_BYTES_MAX = 25_000_000;
/** How large a file of a field may be that does not say: 10 MB. */
export const FILE_BYTES_DEFAULT = 10_000_000;

/**
 * What a form holds of a file: which one, its name and type as whoever uploaded it says, its size in bytes.
 * The content is behind `GET /api/v1/files/{id}`.
 */
export type FileValue = { id: string; name: string; type: string; size: number };

export const FILE_ID = "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$";

/** True for a reference to a file, whether there is such a file or not. */
export function isFileValue(value: unknown): value is FileValue {
  if (typeof value !== "object" || value === null || Object.keys(value).length !== 4) return false;
  const { id, name, type, size } = value as Record<string, unknown>;
  const named = [id, name, type].every((one) => typeof one === "string" && one !== "" && isStorable(one));
  return named && new RegExp(FILE_ID).test(String(id)) && Number.isSafeInteger(size) && Number(size) > 0;
}

/** Whether a file fits one of `.pdf` (end of its name), `image/png` or `image/*`; everything does where none is asked. */
export function isAccepted(accept: readonly string[], { name, type }: Pick<FileValue, "name" | "type">): boolean {
  if (accept.length === 0) return true;
  return accept.some((one) => {
    if (one.startsWith(".")) return name.toLowerCase().endsWith(one.toLowerCase());
    return one.endsWith("/*") ? type.startsWith(one.slice(0, -1)) : type === one;
  });
}

/** The same as a pattern, for JSON Schema. */
export function acceptPattern(accept: string): string {
  const plain = accept.replace(/[.+]/g, "\\$&");
  if (accept.startsWith("."))
    return `${plain.replace(/[a-z]/gi, (one) => `[${one.toLowerCase()}${one.toUpperCase()}]`)}$`;
  return accept.endsWith("/*") ? `^${plain.slice(0, -1)}` : `^${plain}$`;
}

/** What `accept` may list: `.pdf`, `image/png`, `image/*`. */
export const isAcceptable = (accept: string) =>
  /^(\.[A-Za-z0-9][A-Za-z0-9.+_-]*|[a-z0-9][a-z0-9.+_-]*\/([a-z0-9][a-z0-9.+_-]*|\*))$/.test(accept);

/** Bytes as people say them: 10 MB, 2.5 kB, 312 bytes. */
export function inWords(bytes: number): string {
  if (bytes < 1000) return bytes === 1 ? "1 byte" : `${bytes} bytes`;
  const [size, unit] = bytes < 1_000_000 ? [bytes / 1000, "kB"] : [bytes / 1_000_000, "MB"];
  return `${size < 10 ? Number(size.toFixed(1)) : Math.round(size)} ${unit}`;
}

const GROUPS: Record<string, string> = {
  "image/*": "images",
  "video/*": "videos",
  "audio/*": "sound",
  "text/*": "text",
};

/** What `accept` lists, as people say it. */
export const kindsInWords = (accept: readonly string[]) => accept.map((one) => GROUPS[one] ?? one);
