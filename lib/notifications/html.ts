import { countHidden, revealHidden, shortName, shownText } from "@/lib/markdown/hidden-characters";

const signs: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

export const escapeHtml = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => signs[sign] ?? sign);

const HIDDEN =
  "border:1px solid #b07a1e;border-radius:4px;color:#855000;font-family:monospace;font-size:11px;padding:0 3px";

/** Beyond this many places their names stand in the text itself. */
const MOST_MARKED = 400;

/** Text of people and models: nothing in it is markup, and nothing in it hides. */
export const shownHtml = (text: string): string =>
  countHidden(text, MOST_MARKED) === MOST_MARKED ? escapeHtml(shownText(text)) : markedHtml(text);

const markedHtml = (text: string): string =>
  revealHidden(text)
    .map(({ text: piece, hidden }) =>
      hidden ? `<span class="warn" style="${HIDDEN}">${shortName(hidden)}</span>` : escapeHtml(piece),
    )
    .join("");

/** The same for headers: one line, and not too long. */
export function shownLine(text: string): string {
  const line = shownText(text.replaceAll(/\s+/g, " "))
    .replaceAll(/\p{Cc}/gu, "")
    .trim();
  return line.length > 120 ? `${line.slice(0, 119).trimEnd()}…` : line;
}
