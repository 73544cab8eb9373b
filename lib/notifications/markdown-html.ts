import rehypeSanitize from "rehype-sanitize";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import remarkRehype from "remark-rehype";
import { unified } from "unified";
import type { ElementNode, HtmlNode, HtmlRoot } from "@/lib/markdown/hast";
import { showHtml } from "@/lib/markdown/show-html";
import { mail as words } from "@/lib/messages/mail";
import { shownHtml } from "./html";

const reader = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(remarkRehype, { allowDangerousHtml: true })
  .use(showHtml)
  .use(rehypeSanitize)
  .freeze();

/** Mail programs read styles on elements best; whatever is not named here is left out and only its text stays. */
const STYLES: Record<string, string> = {
  p: "margin:0 0 14px",
  h1: "margin:20px 0 8px;font-size:20px;line-height:1.3",
  h2: "margin:18px 0 8px;font-size:18px;line-height:1.3",
  h3: "margin:16px 0 8px;font-size:16px;line-height:1.3",
  h4: "margin:16px 0 8px;font-size:16px;line-height:1.3",
  ul: "margin:0 0 14px;padding:0 0 0 22px",
  ol: "margin:0 0 14px;padding:0 0 0 22px",
  li: "margin:0 0 4px",
  blockquote: "margin:0 0 14px;padding:0 0 0 12px;border-left:3px solid #b5b4ae",
  pre: "margin:0 0 14px;font-family:monospace;font-size:13px;white-space:pre-wrap",
  code: "font-family:monospace;font-size:14px",
  table: "margin:0 0 14px;border-collapse:collapse;font-size:14px",
  th: "padding:4px 12px 4px 0;text-align:left;border-bottom:1px solid #b5b4ae",
  td: "padding:4px 12px 4px 0;text-align:left;border-bottom:1px solid #b5b4ae",
  thead: "",
  tbody: "",
  tr: "",
  strong: "",
  em: "",
  del: "",
};

const VOID: Record<string, string> = {
  br: "<br>",
  hr: '<hr style="border:0;border-top:1px solid #b5b4ae;margin:18px 0">',
};

const SAME: Record<string, string> = { h5: "h4", h6: "h4" };

/**
 * Markdown of models and people for a mail. HTML in it is shown as text, pictures are named instead of loaded, and
 * what it calls a link is no link: it says where it would lead.
 */
export function markdownHtml(markdown: string): string {
  const tree = reader.runSync(reader.parse(markdown)) as unknown as HtmlRoot;
  return inside(tree);
}

const inside = (node: HtmlRoot | ElementNode): string => node.children.map(write).join("");

function write(node: HtmlNode): string {
  if (node.type === "text") return shownHtml(node.value);
  if (node.type !== "element") return "";
  const { tagName, properties } = node;
  if (tagName === "img") return shownHtml(words.image(text(properties.alt), text(properties.src)));
  if (tagName === "a") return `${inside(node)}${address(node)}`;
  if (tagName === "input") return properties.checked ? "☑ " : "☐ ";
  const tag = SAME[tagName] ?? tagName;
  if (VOID[tag]) return VOID[tag];
  const style = STYLES[tag];
  if (style === undefined) return inside(node);
  return `<${tag} dir="auto"${style ? ` style="${style}"` : ""}>${inside(node)}</${tag}>`;
}

/** In brackets, where the words of the link do not say it already. */
function address({ properties, children }: ElementNode): string {
  const href = text(properties.href);
  const [only] = children;
  const said = children.length === 1 && only?.type === "text" && only.value === href;
  return href === "" || said ? "" : ` (${shownHtml(href)})`;
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");
