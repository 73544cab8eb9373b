import { type FileValue, isFileValue } from "@/lib/forms/file-value";

const PENDING = "not uploaded: ";

/** What a control holds for a file that is chosen and not uploaded; no form takes it for a file. */
export const pendingFile = (name: string) => `${PENDING}${name}`;

/** Name of the file that a control's text says is not uploaded; null when it says something else. */
export function pendingName(raw: unknown): string | null {
  return typeof raw === "string" && raw.startsWith(PENDING) ? raw.slice(PENDING.length) : null;
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
