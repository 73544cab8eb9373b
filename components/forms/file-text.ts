import { type FileValue, isFileValue } from "@/lib/forms/file-value";

const PENDING = "not uploaded: ";
const REFUSED = "not taken: ";

/**
 * What a control holds for a file that is chosen and not uploaded; no form takes it for a file. `before` is the file
 * that it would replace.
 */
export const pendingFile = (name: string, before: FileValue | null = null) => noted(PENDING, name, before);

/** The same for one that does not fit the field. */
export const refusedFile = (name: string, before: FileValue | null = null) => noted(REFUSED, name, before);

const noted = (what: string, name: string, before: FileValue | null) =>
  `${what}${name}${before ? `\n${JSON.stringify(before)}` : ""}`;

/** Name of the file that a control's text says is not uploaded; null when it says something else. */
export const pendingName = (raw: unknown) => nameAfter(PENDING, raw);

export const refusedName = (raw: unknown) => nameAfter(REFUSED, raw);

const nameAfter = (what: string, raw: unknown) =>
  typeof raw === "string" && raw.startsWith(what) ? (raw.slice(what.length).split("\n", 1)[0] ?? "") : null;

/** The file that the chosen one would replace; null where there was none. */
export function fileBefore(raw: unknown): FileValue | null {
  return pendingName(raw) === null && refusedName(raw) === null ? fileOf(raw) : fileOf(String(raw).split("\n")[1]);
}

/** The reference in a control's text; null where it is none. */
export function fileOf(raw: unknown): FileValue | null {
  try {
    const value: unknown = JSON.parse(String(raw ?? ""));
    return isFileValue(value) ? value : null;
  } catch {
    return null;
  }
}

/** Every file that a value refers to, at any depth. */
export function filesIn(value: unknown): FileValue[] {
  if (isFileValue(value)) return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(filesIn) : [];
}
