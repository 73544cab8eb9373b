import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { safeLine } from "./safe-text";
import type { Styles } from "./styles";

const parser = unified().use(remarkParse).use(remarkGfm).freeze();

export const parseMarkdown = (markdown: string) => parser.parse(markdown).children;

export type MarkdownNode = ReturnType<typeof parseMarkdown>[number];
export type Inline = Extract<MarkdownNode, { type: "paragraph" }>["children"][number];

type InlineStyles = Pick<Styles, "bold" | "italic" | "strike" | "underline" | "cyan" | "dim">;

/** Words of a paragraph; where a link leads stands behind it. */
export const inlineText = (nodes: readonly Inline[], style: InlineStyles): string =>
  nodes.map((node) => oneText(node, style)).join("");

function oneText(node: Inline, style: InlineStyles): string {
  switch (node.type) {
    case "text":
      return node.value;
    case "strong":
      return style.bold(inlineText(node.children, style));
    case "emphasis":
      return style.italic(inlineText(node.children, style));
    case "delete":
      return style.strike(inlineText(node.children, style));
    case "inlineCode":
      return style.cyan(node.value);
    case "break":
      return "\n";
    case "link":
      return linkText(inlineText(node.children, style), safeLine(node.url), style);
    case "image":
      return linkText(node.alt || "image", safeLine(node.url), style);
    case "html":
      return node.value;
    default:
      return "children" in node ? inlineText(node.children as Inline[], style) : "";
  }
}

const linkText = (text: string, url: string, style: InlineStyles) =>
  text === url ? style.underline(text) : `${style.underline(text)} ${style.dim(`(${url})`)}`;
