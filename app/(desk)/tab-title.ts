import { shownText } from "@/lib/markdown/hidden-characters";

/** A title as it fits a tab of the browser; nothing in it hides. */
export function tabTitle(title: string): string {
  const shown = shownText(title);
  return shown.length > 60 ? `${shown.slice(0, 60).trimEnd()}…` : shown;
}
