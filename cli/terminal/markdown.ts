import { wrapAnsi } from "fast-wrap-ansi";
import { type Inline, inlineText, type MarkdownNode, parseMarkdown } from "./inline-markdown";
import { safeText } from "./safe-text";
import type { Styles } from "./styles";

interface Page {
  style: Styles;
  width: number;
}

/** Markdown as it reads well in a terminal, wrapped at `width`. Nothing in it is obeyed. */
export function renderMarkdown(markdown: string, page: Page): string {
  return blocks(parseMarkdown(safeText(markdown)), page);
}

const blocks = (nodes: MarkdownNode[], page: Page): string =>
  nodes
    .map((node) => block(node, page))
    .filter((text) => text !== "")
    .join("\n\n");

function block(node: MarkdownNode, page: Page): string {
  const { style, width } = page;
  switch (node.type) {
    case "heading": {
      const title = wrap(inlineText(node.children, style), width);
      return style.bold(node.depth === 1 ? style.underline(title) : style.coloured ? title : mark(node.depth, title));
    }
    case "paragraph":
      return wrap(inlineText(node.children, style), width);
    case "list":
      return list(node, page);
    case "blockquote":
      return prefixed(blocks(node.children, { style, width: width - 2 }), style.dim("│ "));
    case "code":
      return prefixed(node.value, "    ");
    case "thematicBreak":
      return style.dim("─".repeat(Math.min(width, 40)));
    case "html":
      return node.value;
    case "table":
      return tableText(node, style);
    default:
      return "children" in node ? wrap(inlineText(node.children as Inline[], style), width) : "";
  }
}

const mark = (depth: number, title: string) => `${"#".repeat(depth)} ${title}`;

function list(node: Extract<MarkdownNode, { type: "list" }>, page: Page): string {
  const first = node.start ?? 1;
  const items = node.children.map((item, index) => {
    const bullet = node.ordered ? `${first + index}. ` : "• ";
    const box = item.checked === true ? "[x] " : item.checked === false ? "[ ] " : "";
    const indent = " ".repeat(bullet.length);
    const text = box + blocks(item.children, { ...page, width: page.width - bullet.length });
    return bullet + prefixed(text, indent).slice(indent.length);
  });
  return items.join(node.spread ? "\n\n" : "\n");
}

function tableText(node: Extract<MarkdownNode, { type: "table" }>, style: Styles): string {
  const [head = [], ...rows] = node.children.map((row) => row.children.map((cell) => inlineText(cell.children, plain)));
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => (row[column] ?? "").length)));
  const line = (row: string[]) =>
    widths
      .map((width, column) => (row[column] ?? "").padEnd(width))
      .join("  ")
      .trimEnd();
  return [style.bold(line(head)), widths.map((width) => "─".repeat(width)).join("  "), ...rows.map(line)].join("\n");
}

const same = (text: string) => text;
const plain = { bold: same, italic: same, strike: same, underline: same, cyan: same, dim: same };

const wrap = (text: string, width: number) => wrapAnsi(text, Math.max(20, width), { hard: true, trim: true });

const prefixed = (text: string, prefix: string) =>
  text
    .split("\n")
    .map((line) => (prefix + line).trimEnd())
    .join("\n");
