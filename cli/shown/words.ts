import { safeLine } from "@/cli/terminal/safe-text";
import type { Styles } from "@/cli/terminal/styles";
import type { RunView } from "@/lib/views/views";

/** `2027-01-31 14:30`, where the reader is. */
export function localTime(iso: string): string {
  const date = new Date(iso);
  const two = (n: number) => String(n).padStart(2, "0");
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`;
}

export function statusWord(status: RunView["status"], style: Styles): string {
  if (status === "completed") return style.green(status);
  if (status === "failed" || status === "canceled") return style.red(status);
  return status === "waiting" ? style.yellow(status) : style.cyan(status);
}

/** `key: value` in one line each; what is not text is JSON. */
export const shortValue = (value: unknown) => safeLine(typeof value === "string" ? value : JSON.stringify(value));

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
