import { linkTarget } from "@/lib/markdown/link-target";
import {
  aroundWords,
  type Branch,
  isBranch,
  type Leaf,
  type Mark,
  type MarkdownNode,
  wordsNow,
} from "@/lib/markdown/tree";
import { markdown as words } from "@/lib/messages/markdown";
import { safeLine, safeText } from "./safe-text";
import type { Styles } from "./styles";

type InlineStyles = Pick<
  Styles,
  "bold" | "italic" | "strike" | "underline" | "cyan" | "dim" | "green" | "red" | "coloured"
>;

/** Words of a paragraph; where a link leads stands behind it. */
export const inlineText = (nodes: readonly MarkdownNode[], style: InlineStyles): string =>
  nodes.map((node) => (isBranch(node) ? branchText(node, style) : leafText(node, style))).join("");

function leafText(leaf: Leaf, style: InlineStyles): string {
  const { kind, text, note, mark } = leaf;
  const whole = linkTarget(leaf.address ?? "", "").whole;
  if (kind === "image") return markedText(style.dim(safeLine(words.image(text, whole, note))), mark, style);
  if (kind === "target") return ` ${markedText(safeLine(words.leadsTo(whole, note)), mark, style)}`;
  return markedText(kind === "break" && mark ? `↵${text}` : safeText(text), mark, style);
}

function branchText(node: Branch, style: InlineStyles): string {
  const inside = inlineText(node.children, style);
  switch (node.kind) {
    case "strong":
      return style.bold(inside);
    case "emphasis":
      return style.italic(inside);
    case "deleted":
      return style.strike(inside);
    case "code":
      return style.cyan(inside);
    case "link": {
      const { whole, saidByText } = linkTarget(node.address ?? "", wordsNow(node));
      const isSaid = node.isSaid || (saidByText && !node.note);
      return style.underline(inside) + (isSaid ? "" : ` ${style.dim(safeLine(words.leadsTo(whole, node.note)))}`);
    }
    default:
      return inside;
  }
}

/** What came or went. Marks stay off the spaces around words, unless these are all. */
export function markedText(text: string, mark: Mark | undefined, style: InlineStyles): string {
  if (!mark) return text;
  const [before, inside, after] = aroundWords(text);
  return before + withMark(inside, mark, style) + after;
}

function withMark(words: string, mark: Mark, style: InlineStyles): string {
  if (mark === "ins") return style.coloured ? style.green(words) : `{+${words}+}`;
  return style.coloured ? style.red(style.strike(words)) : `[-${words}-]`;
}
