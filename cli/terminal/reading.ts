import { safeText } from "./safe-text";
import type { Terminal } from "./terminal";

// Loaded where somebody reads: the Markdown parser takes as long as everything else together.

/** A text as it reads well here; where nobody looks it is passed on as it was written. */
export async function readable(markdown: string, { styles, width, out }: Terminal): Promise<string> {
  if (!out.isTTY) return safeText(markdown);
  const { renderMarkdown } = await import("./markdown");
  return renderMarkdown(markdown, { style: styles, width });
}

/** What changed from one draft to the next; null where nothing did. */
export async function changes(before: string, after: string, { styles, width }: Terminal): Promise<string | null> {
  const { renderChanges } = await import("./changes");
  return renderChanges(before, after, { style: styles, width });
}
