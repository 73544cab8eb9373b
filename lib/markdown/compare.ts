import { type Effort, fullEffort, sameEnds } from "./edits";
import { LIMITS, type Limit } from "./limits";
import { type Merged, mergeNodes, spokenText } from "./merge-nodes";
import { readMarkdown } from "./read-markdown";
import { isBranch, type MarkdownNode, textLeaf } from "./tree";

export interface Comparison {
  blocks: Merged[];
  /** Words, and addresses that changed. */
  added: number;
  removed: number;
  /** Why both are compared as they were written; null where they are compared as Markdown. */
  limit: Limit | null;
  /** Somewhere too much differs to be found word by word. */
  isCoarse: boolean;
  /** Nothing in it carries a mark. */
  isSame: boolean;
  /** They read the same but are not written the same. */
  isRewritten: boolean;
}

/**
 * What changed from one draft to the next: paragraph by paragraph, and in them word by word. Where links and pictures
 * lead are words too. What it costs is bounded: what differs too much is shown as gone and come.
 */
export function compare(before: string, after: string): Comparison {
  const [old, now] = [readMarkdown(before), readMarkdown(after)];
  const limit = now.limit ?? old.limit;
  const effort = fullEffort();
  const blocks =
    limit === null ? mergeNodes(old.nodes ?? [], now.nodes ?? [], effort) : compareWritten(before, after, effort);
  const isSame = blocks.every(({ kind }) => kind === "same");
  return { blocks, ...count(blocks), limit, isCoarse: effort.gaveUp, isSame, isRewritten: isSame && before !== after };
}

/** Line by line what is the same at both ends, and between them paragraph by paragraph. */
function compareWritten(before: string, after: string, effort: Effort): Merged[] {
  const [old, now] = [before.split("\n"), after.split("\n")];
  const { start, end } = sameEnds(old, now);
  const part = (lines: string[], from: number, to: number) =>
    to > from ? writtenBlocks(lines.slice(from, to).join("\n")) : [];
  const same = (nodes: MarkdownNode[]) => nodes.map((node): Merged => ({ kind: "same", node }));
  return [
    ...same(part(now, 0, start)),
    ...mergeNodes(part(old, start, old.length - end), part(now, start, now.length - end), effort),
    ...same(part(now, now.length - end, now.length)),
  ];
}

/** Paragraphs of a text that is not read as Markdown, line by line; of a very long one the whole. */
function writtenBlocks(text: string): MarkdownNode[] {
  if (text.split("\n", LIMITS.nodes).length === LIMITS.nodes) return [{ kind: "codeBlock", text }];
  return text.split(/\n{2,}/).map((paragraph): MarkdownNode => {
    const lines = paragraph
      .split("\n")
      .flatMap((line): MarkdownNode[] => [{ kind: "break", text: "\n" }, textLeaf(line)]);
    return { kind: "paragraph", children: lines.slice(1) };
  });
}

function count(blocks: Merged[]): { added: number; removed: number } {
  const total = { ins: 0, del: 0 };
  const visit = (node: MarkdownNode): void => {
    if (isBranch(node)) node.children.forEach(visit);
    else if (node.mark) total[node.mark] += node.address ? 1 : countWords(`${node.note ?? ""} ${node.text}`);
  };
  for (const { kind, node } of blocks) {
    if (kind === "added") total.ins += countWords(spokenText(node));
    else if (kind === "removed") total.del += countWords(spokenText(node));
    else visit(node);
  }
  return { added: total.ins, removed: total.del };
}

export const countWords = (text: string) => text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
