import { buildTree } from "./build-tree";
import { LIMITS, type Limit, nothingSpent, TooMuch } from "./limits";
import { parseTokens } from "./parser";
import type { MarkdownNode } from "./tree";

/** A text as Markdown, or the limit that it goes beyond: then it is shown as plain text, in full. */
export type Reading = { nodes: MarkdownNode[]; limit: null } | { nodes: null; limit: Limit };

/**
 * Reads Markdown of models and people; the only place that does. What it costs is bounded by LIMITS, whatever the text
 * is, and it never throws.
 */
export function readMarkdown(text: string, spent = nothingSpent()): Reading {
  if (text.length > LIMITS.characters) return { nodes: null, limit: "characters" };
  try {
    return { nodes: buildTree(parseTokens(text, spent), spent), limit: null };
  } catch (error) {
    return { nodes: null, limit: error instanceof TooMuch ? error.limit : "broken" };
  }
}
