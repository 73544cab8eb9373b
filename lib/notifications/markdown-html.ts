import { linkTarget } from "@/lib/markdown/link-target";
import { readMarkdown } from "@/lib/markdown/read-markdown";
import { type Branch, type BranchKind, isBranch, type Leaf, type MarkdownNode, wordsNow } from "@/lib/markdown/tree";
import { markdown as words } from "@/lib/messages/markdown";
import { shownHtml } from "./html";

/** Mail programs read styles on elements best; headings are styled by their level, and what has no entry is its text. */
const TAGS: Partial<Record<BranchKind, [tag: string, style: string]>> = {
  paragraph: ["p", "margin:0 0 14px"],
  quote: ["blockquote", "margin:0 0 14px;padding:0 0 0 12px;border-left:3px solid #b5b4ae"],
  item: ["li", "margin:0 0 4px"],
  table: ["table", "margin:0 0 14px;border-collapse:collapse;font-size:14px"],
  row: ["tr", ""],
  strong: ["strong", ""],
  emphasis: ["em", ""],
  deleted: ["del", ""],
  code: ["code", "font-family:monospace;font-size:14px"],
};

const HEADINGS = [
  "margin:20px 0 8px;font-size:20px;line-height:1.3",
  "margin:18px 0 8px;font-size:18px;line-height:1.3",
  "margin:16px 0 8px;font-size:16px;line-height:1.3",
];
const LIST = "margin:0 0 14px;padding:0 0 0 22px";
const CELL = "padding:4px 12px 4px 0;text-align:left;border-bottom:1px solid #b5b4ae";
const CODE = "margin:0 0 14px;font-family:monospace;font-size:13px;white-space:pre-wrap";
const RULE = '<hr style="border:0;border-top:1px solid #b5b4ae;margin:18px 0">';

/**
 * Markdown of models and people for a mail. HTML in it is shown as text, pictures are named instead of loaded, and
 * what it calls a link is no link: it says where it would lead.
 */
export function markdownHtml(markdown: string): string {
  const { nodes, limit } = readMarkdown(markdown);
  if (nodes) return writeAll(nodes);
  return `${element("p", "font-size:13px", words.plain[limit])}${element("p", "white-space:pre-wrap", shownHtml(markdown))}`;
}

const writeAll = (nodes: MarkdownNode[]): string => nodes.map(write).join("");

const write = (node: MarkdownNode): string => (isBranch(node) ? writeBranch(node) : writeLeaf(node));

function writeBranch(node: Branch): string {
  const inside = writeAll(node.children);
  const { kind, level = 1 } = node;
  if (kind === "heading") return element(`h${Math.min(level, 4)}`, HEADINGS[Math.min(level, 3) - 1] ?? "", inside);
  if (kind === "list") return element(node.start === undefined ? "ul" : "ol", LIST, inside, startOf(node));
  if (kind === "cell") return element(node.head ? "th" : "td", CELL, inside);
  if (kind === "link") return inside + leadsTo(node);
  if (kind === "paragraph" && node.tight) return inside;
  const [tag, style] = TAGS[kind] ?? ["span", ""];
  return element(tag, style, kind === "item" ? box(node) + inside : inside);
}

function writeLeaf({ kind, text, address, note }: Leaf): string {
  if (kind === "break") return "<br>";
  if (kind === "rule") return RULE;
  if (kind === "codeBlock") return element("pre", CODE, shownHtml(note ? `${note}\n${text}` : text));
  if (kind === "definition") return element("p", "margin:0 0 14px;font-size:13px", shownHtml(text));
  if (kind === "image") return shownHtml(words.image(text, linkTarget(address ?? "", "").whole, note));
  return shownHtml(text);
}

const element = (tag: string, style: string, inside: string, more = "") =>
  `<${tag} dir="auto"${style ? ` style="${style}"` : ""}${more}>${inside}</${tag}>`;

const startOf = ({ start }: Branch) => (start === undefined || start === 1 ? "" : ` start="${start}"`);

const box = ({ checked }: Branch) => (checked === undefined ? "" : `${checked ? words.ticked : words.unticked} `);

/** In brackets, where the words of the link do not say it already. */
function leadsTo(node: Branch): string {
  const { whole, saidByText } = linkTarget(node.address ?? "", wordsNow(node));
  return saidByText && !node.note ? "" : ` ${shownHtml(words.leadsTo(whole, node.note))}`;
}
