import { buildTree } from "./build-tree";
import { keptByContent } from "./kept-by-content";
import { LIMITS, type Limit, nothingSpent, type Spent, TooMuch } from "./limits";
import { parseTokens } from "./parser";
import type { MarkdownNode } from "./tree";

/** A text as Markdown, or the limit that it goes beyond: then it is shown as plain text, in full. */
export type Reading = { nodes: MarkdownNode[]; limit: null } | { nodes: null; limit: Limit };

/** Characters of text whose trees are kept; a tree takes up to about ten times as much. */
const KEPT = 1_000_000;

/**
 * Reads Markdown of models and people; the only place that does. What it costs is bounded by LIMITS, whatever the text
 * is, and it never throws. A text that was read lately is not read again: nobody changes a tree.
 */
export const readMarkdown = keptByContent((text: string) => readOnce(text, nothingSpent()), KEPT);

/** The same anew, counting what it costs. */
export function readOnce(text: string, spent: Spent): Reading {
  if (text.length > LIMITS.characters) return { nodes: null, limit: "characters" };
  try {
    return { nodes: buildTree(parseTokens(text, spent), spent), limit: null };
  } catch (error) {
    return { nodes: null, limit: error instanceof TooMuch ? error.limit : "broken" };
  }
}
