import type { Token } from "markdown-it";
import { countHidden } from "./hidden-characters";
import { LIMITS, type Spent, spend, TooMuch } from "./limits";
import { type Branch, type BranchKind, isBranch, type Leaf, type MarkdownNode, textLeaf, textOf } from "./tree";

const BRANCHES: Record<string, BranchKind> = {
  paragraph_open: "paragraph",
  heading_open: "heading",
  blockquote_open: "quote",
  bullet_list_open: "list",
  ordered_list_open: "list",
  list_item_open: "item",
  table_open: "table",
  tr_open: "row",
  th_open: "cell",
  td_open: "cell",
  strong_open: "strong",
  em_open: "emphasis",
  s_open: "deleted",
  link_open: "link",
};

/** The tree of the parser's tokens; throws TooMuch where it is deeper or larger than LIMITS allow. */
export function buildTree(tokens: readonly Token[], spent: Spent): MarkdownNode[] {
  const root: Branch = { kind: "quote", children: [] };
  append(root, tokens, spent, 0);
  return root.children;
}

function append(parent: Branch, tokens: readonly Token[], spent: Spent, above: number): void {
  const open: Branch[] = [parent];
  let cells = 0;
  for (const token of tokens) {
    const last = open.at(-1) ?? parent;
    const kind = BRANCHES[token.type];
    if (kind) {
      if (above + open.length > LIMITS.depth) throw new TooMuch("depth");
      if (kind === "table") cells = 0;
      if (kind === "cell" && ++cells > LIMITS.cells) throw new TooMuch("cells");
      const branch = branchOf(kind, token);
      spend(spent, "addresses", lengthOf(branch));
      last.children.push(branch);
      open.push(branch);
    } else if (token.nesting === -1 && BRANCHES[token.type.replace(/_close$/, "_open")]) {
      const closed = open.pop();
      if (closed?.kind === "item") readCheckbox(closed);
    } else if (token.type === "inline") {
      append(last, token.children ?? [], spent, above + open.length);
    } else addLeaf(last, token, spent);
  }
}

function branchOf(kind: BranchKind, token: Token): Branch {
  const branch: Branch = { kind, children: [] };
  if (kind === "heading") branch.level = Number(token.tag.slice(1));
  if (kind === "paragraph" && token.hidden) branch.tight = true;
  if (token.type === "ordered_list_open") branch.start = Number(token.attrGet("start") ?? 1);
  if (kind === "link") Object.assign(branch, addressOf(token, "href"));
  if (kind === "cell") {
    if (token.type === "th_open") branch.head = true;
    const align = /left|center|right/.exec(String(token.attrGet("style") ?? ""))?.[0];
    if (align) branch.align = align as "left" | "center" | "right";
  }
  return branch;
}

/** A definition may be used again and again, its address and its title with it. */
const lengthOf = ({ address = "", note = "" }: { address?: string; note?: string }) => address.length + note.length;

function addressOf(token: Token, name: string): { address: string; note?: string } {
  const note = token.attrGet("title");
  return { address: String(token.attrGet(name) ?? ""), ...(note ? { note: String(note) } : {}) };
}

function addLeaf(parent: Branch, token: Token, spent: Spent): void {
  const push = (leaf: Leaf) => {
    spend(spent, "nodes", countHidden(leaf.text, LIMITS.nodes));
    parent.children.push(leaf);
  };
  switch (token.type) {
    case "softbreak":
    case "text": {
      const text = token.type === "text" ? token.content : "\n";
      const before = parent.children.at(-1);
      if (before?.kind === "text") before.text += text;
      else if (text !== "") push(textLeaf(text));
      return;
    }
    case "hardbreak":
      return push({ kind: "break", text: "\n" });
    case "hr":
      return push({ kind: "rule", text: "" });
    case "definition":
      return push({ kind: "definition", text: token.content });
    case "code_inline":
      spend(spent, "nodes", 1 + countHidden(token.content, LIMITS.nodes));
      parent.children.push({ kind: "code", children: [textLeaf(token.content)] });
      return;
    case "fence":
    case "code_block":
      return push({
        kind: "codeBlock",
        text: token.content.replace(/\n$/, ""),
        ...(token.info.trim() ? { note: token.info.trim() } : {}),
      });
    case "image": {
      const alt: Branch = { kind: "paragraph", children: [] };
      append(alt, token.children ?? [], spent, 0);
      const address = addressOf(token, "src");
      spend(spent, "addresses", lengthOf(address));
      return push({ kind: "image", text: textOf(alt), ...address });
    }
  }
}

/** `[ ]` and `[x]` at the beginning of an item are a box of a task list. */
function readCheckbox(item: Branch): void {
  const [paragraph] = item.children;
  if (!paragraph || !isBranch(paragraph) || paragraph.kind !== "paragraph") return;
  const [first] = paragraph.children;
  const box = first?.kind === "text" && /^\[([ xX])\]\s+/.exec(first.text);
  if (!box) return;
  item.checked = box[1] !== " ";
  first.text = first.text.slice(box[0].length);
}
