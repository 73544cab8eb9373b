import { compare } from "@/lib/markdown/compare";
import { markNode } from "@/lib/markdown/merge-nodes";
import { markdown as words } from "@/lib/messages/markdown";
import { renderBlocks } from "./markdown";
import type { Styles } from "./styles";

interface Page {
  style: Styles;
  width: number;
}

/** Beyond this share of paragraphs without a counterpart it is another text; reading it whole is easier. */
const REWRITTEN = 0.7;

/**
 * The paragraphs that changed from one draft to the next, with what came and what went. Without colours in the marks of
 * `git diff --word-diff`. Null where both are letter by letter the same.
 */
export function renderChanges(before: string, after: string, page: Page): string | null {
  if (before === after) return null;
  const { blocks, isSame } = compare(before, after);
  if (isSame) return words.sameReading;
  const changed = blocks.filter(({ kind }) => kind !== "same");
  const foreign = changed.filter(({ kind }) => kind !== "changed").length;
  if (blocks.length > 2 && foreign / blocks.length > REWRITTEN) return words.anotherText;
  return changed
    .map(({ kind, node }) =>
      renderBlocks(
        [kind === "added" ? markNode(node, "ins") : kind === "removed" ? markNode(node, "del") : node],
        page,
      ),
    )
    .join("\n\n");
}
