import { escapeMarkdown, shorten } from "./language/text";

/** The line below a text that says what of a request it does not follow. */
export function withNote(text: string, note: string | null): string {
  return note === null ? text.trim() : `${text.trim()}\n\n*Not ${note}*`;
}

/** The text alone. */
export const withoutNote = (text: string) => text.trim().replace(/\n\s*\*Not [^\n]*\*$/, "");

export function notFollowed(wishes: string[]): string | null {
  if (wishes.length === 0) return null;
  return `followed: ${wishes.map((wish) => `“${escapeMarkdown(shorten(wish, 80)).replace(/\.$/, "")}”`).join(", ")}.`;
}
