import { wrapAnsi } from "fast-wrap-ansi";
import { readMarkdown } from "@/lib/markdown/read-markdown";
import { type Branch, isBranch, type Leaf, type MarkdownNode } from "@/lib/markdown/tree";
import { markdown as words } from "@/lib/messages/markdown";
import { inlineText, markedText } from "./inline-markdown";
import { safeLine, safeText } from "./safe-text";
import type { Styles } from "./styles";

interface Page {
  style: Styles;
  width: number;
}

/** Markdown as it reads well in a terminal, wrapped at `width`. Nothing in it is obeyed. */
export function renderMarkdown(markdown: string, page: Page): string {
  const { nodes, limit } = readMarkdown(markdown);
  return nodes ? renderBlocks(nodes, page) : `${page.style.dim(words.plain[limit])}\n\n${safeText(markdown)}`;
}

/** Paragraphs, lists and so on, which may carry the marks of a comparison. */
export const renderBlocks = (nodes: readonly MarkdownNode[], page: Page): string =>
  nodes
    .map((node) => (isBranch(node) ? branch(node, page) : leaf(node, page)))
    .filter((text) => text !== "")
    .join("\n\n");

function leaf(node: Leaf, { style, width }: Page): string {
  switch (node.kind) {
    case "codeBlock": {
      const code = node.note ? `${node.note}:\n${node.text}` : node.text;
      return prefixed(markedText(safeText(code), node.mark, style), "    ");
    }
    case "rule":
      return markedText(style.dim("─".repeat(Math.min(width, 40))), node.mark, style);
    case "definition":
      return markedText(style.dim(safeLine(node.text)), node.mark, style);
    default:
      return wrap(inlineText([node], style), width);
  }
}

function branch(node: Branch, page: Page): string {
  const { style, width } = page;
  switch (node.kind) {
    case "heading": {
      const { level = 1 } = node;
      const title = wrap(inlineText(node.children, style), width);
      return style.bold(level === 1 ? style.underline(title) : style.coloured ? title : mark(level, title));
    }
    case "list":
      return list(node, page);
    case "quote":
      return prefixed(renderBlocks(node.children, { style, width: width - 2 }), style.dim("│ "));
    case "table":
      return tableText(node, style);
    default:
      return wrap(inlineText(node.children, style), width);
  }
}

const mark = (depth: number, title: string) => `${"#".repeat(depth)} ${title}`;

const partsOf = (node: MarkdownNode): MarkdownNode[] => (isBranch(node) ? node.children : []);

function list(node: Branch, page: Page): string {
  const items = node.children.map((item, index) => {
    const bullet = node.start === undefined ? "• " : `${node.start + index}. `;
    const checked = isBranch(item) ? item.checked : undefined;
    const box = checked === undefined ? "" : checked ? "[x] " : "[ ] ";
    const indent = " ".repeat(bullet.length);
    const text = box + renderBlocks(partsOf(item), { ...page, width: page.width - bullet.length });
    return bullet + prefixed(text, indent).slice(indent.length);
  });
  const isTight = node.children.every((item) =>
    partsOf(item).every((part) => !isBranch(part) || part.kind !== "paragraph" || part.tight),
  );
  return items.join(isTight ? "\n" : "\n\n");
}

function tableText(node: Branch, style: Styles): string {
  const cells = node.children.map((row) => partsOf(row).map((cell) => inlineText(partsOf(cell), plain)));
  const [head = [], ...rows] = cells;
  const widths = head.map((_, column) =>
    cells.reduce((widest, row) => Math.max(widest, (row[column] ?? "").length), 0),
  );
  const line = (row: string[]) =>
    widths
      .map((width, column) => (row[column] ?? "").padEnd(width))
      .join("  ")
      .trimEnd();
  return [style.bold(line(head)), widths.map((width) => "─".repeat(width)).join("  "), ...rows.map(line)].join("\n");
}

const same = (text: string) => text;
const plain = {
  ...{ bold: same, italic: same, strike: same, underline: same, cyan: same, dim: same, green: same, red: same },
  coloured: false,
};

const wrap = (text: string, width: number) => wrapAnsi(text, Math.max(20, width), { hard: true, trim: true });

const prefixed = (text: string, prefix: string) =>
  text
    .split("\n")
    .map((line) => (prefix + line).trimEnd())
    .join("\n");
