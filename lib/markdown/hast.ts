/** The part of a HTML tree that our plugins touch. */
export interface TextNode {
  type: "text";
  value: string;
}

export interface ElementNode {
  type: "element";
  tagName: string;
  properties: Record<string, unknown>;
  children: HtmlNode[];
}

/** HTML as it stood in the Markdown. */
export interface RawNode {
  type: "raw";
  value: string;
}

export type HtmlNode = TextNode | ElementNode | RawNode | { type: "comment" | "doctype" };

export interface HtmlRoot {
  type: "root";
  children: HtmlNode[];
}

export const element = (tagName: string, properties: Record<string, unknown>, text: string): ElementNode => ({
  type: "element",
  tagName,
  properties,
  children: [{ type: "text", value: text }],
});

/** Replaces every text, in the order it is read. */
export function replaceTexts(node: HtmlRoot | ElementNode, replace: (text: string) => HtmlNode[]): void {
  node.children = node.children.flatMap((child) => {
    if (child.type === "text") return replace(child.value);
    if (child.type === "element") replaceTexts(child, replace);
    return [child];
  });
}

/** Every element, parents before their children, in the order it is read. */
export function eachElement(node: HtmlRoot | ElementNode, visit: (element: ElementNode) => void): void {
  for (const child of node.children) {
    if (child.type !== "element") continue;
    visit(child);
    eachElement(child, visit);
  }
}
