/** What changed about a part of a text: it came, or it went. */
export type Mark = "ins" | "del";

/** Without parts of its own. `text` is what is read; of an image it is the words that stand for it. */
export interface Leaf {
  kind: "text" | "break" | "rule" | "codeBlock" | "definition" | "image" | "target";
  text: string;
  /** Where an image or a target leads, as it was written. */
  address?: string;
  /** What is said beside an address, or behind the fence of a code block. */
  note?: string;
  mark?: Mark;
}

export interface Branch {
  kind: BranchKind;
  children: MarkdownNode[];
  /** Of a heading, 1 to 6. */
  level?: number;
  /** Number of the first item; a list without one has no numbers. */
  start?: number;
  /** Of an item of a task list. */
  checked?: boolean;
  /** Of a paragraph in a list without gaps. */
  tight?: boolean;
  /** Of a cell. */
  head?: boolean;
  align?: "left" | "center" | "right";
  /** Where a link leads, as it was written, and what is said beside it. */
  address?: string;
  note?: string;
  /** Where it leads stands beside it already. */
  isSaid?: boolean;
}

export type BranchKind = BlockKind | "strong" | "emphasis" | "deleted" | "link" | "code";

type BlockKind = "paragraph" | "heading" | "quote" | "list" | "item" | "table" | "row" | "cell";

/** Markdown as it was read: everything in it is text, structure or an address, nothing is HTML. */
export type MarkdownNode = Leaf | Branch;

export const isBranch = (node: MarkdownNode): node is Branch => "children" in node;

export const textLeaf = (text: string, mark?: Mark): Leaf => ({ kind: "text", text, ...(mark && { mark }) });

/** All words below a node, in the order they are read. */
export const textOf = (node: MarkdownNode): string => (isBranch(node) ? node.children.map(textOf).join("") : node.text);

/** What a reader of the newer text reads, without what went and without pictures, which say more than their words. */
export const wordsNow = (node: MarkdownNode): string => {
  if (isBranch(node)) return node.children.map(wordsNow).join("");
  return node.mark === "del" || node.kind === "image" ? "" : node.text;
};

/** Marks stay off the spaces around words, unless these are all: what stands before, in and behind the mark. */
export function aroundWords(text: string): [before: string, words: string, after: string] {
  const words = text.trim() || text;
  const from = text.indexOf(words);
  return [text.slice(0, from), words, text.slice(from + words.length)];
}
