import { escapeMarkdown, shorten } from "./language/text";

const MARK = "Written by the practice model.";

/** The line that ends everything long the practice model writes, in Markdown. */
export function labelLine(comments: string[], note?: string): string {
  const extra = note ? ` ${note}` : "";
  if (comments.length === 0) return `*${MARK}${extra}*`;
  const quoted = comments.map((comment) => `“${escapeMarkdown(shorten(comment, 80))}”`).join(", ");
  const count = comments.length === 1 ? "1 comment" : `${comments.length} comments`;
  return `*${MARK}${extra} It followed ${count}: ${quoted}*`;
}

export const withLabel = (text: string, comments: string[], note?: string) =>
  `${text.trim()}\n\n${labelLine(comments, note)}`;

export const SHORT_LABEL = " (practice model)";

/** The text alone, as it was before it was labelled. */
export function withoutLabel(text: string): string {
  const start = text.lastIndexOf(`*${MARK}`);
  const unlabelled = start >= 0 && !text.slice(start).trim().includes("\n") ? text.slice(0, start) : text;
  return unlabelled.trim().replace(/ \(practice model\)$/, "");
}
