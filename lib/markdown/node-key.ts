import { isBranch, type MarkdownNode } from "./tree";

const keys = new WeakMap<MarkdownNode, string>();

/** Nodes that are read the same and lead to the same places have the same key. Where lines end is not read. */
export function nodeKey(node: MarkdownNode): string {
  const known = keys.get(node);
  if (known !== undefined) return known;
  const key = isBranch(node)
    ? JSON.stringify([shapeOf(node), node.address, node.note, node.children.map(nodeKey)])
    : JSON.stringify([node.kind, node.kind === "codeBlock" ? node.text : spaced(node.text), node.address, node.note]);
  keys.set(node, key);
  return key;
}

/** What a node is, without what is in it. */
export const shapeOf = (node: MarkdownNode): string =>
  isBranch(node)
    ? [node.kind, node.level, node.start, node.checked, node.head, node.align].map((part) => part ?? "").join(" ")
    : node.kind;

/** As a page shows it: any run of spaces and ends of lines is one space. */
export const spaced = (text: string) => text.replaceAll(/[ \t\n]+/g, " ");
