import { align, type Effort } from "./edits";
import { markWords, mergeWords } from "./merge-words";
import { nodeKey, shapeOf } from "./node-key";
import { type Branch, isBranch, type Mark, type MarkdownNode, textLeaf, textOf } from "./tree";

/** A part of the comparison: as it was, come, gone, or both versions in one with marks inside. */
export interface Merged {
  kind: "same" | "changed" | "added" | "removed";
  node: MarkdownNode;
}

/** Parts with less than this share of words in common are not the same part changed. */
const ALIKE = 0.3;
/** How many old parts a new one is held against. */
const CANDIDATES = 12;

/** What changed from one row of paragraphs, items or rows to the next, and inside those that resemble each other. */
export function mergeNodes(before: MarkdownNode[], after: MarkdownNode[], effort: Effort): Merged[] {
  return align(before, after, nodeKey, effort).flatMap((run) =>
    run.same ? run.after.map((node): Merged => ({ kind: "same", node })) : pairUp(run.before, run.after, effort),
  );
}

/** Each new part goes with the next old one that resembles it; the others stand alone, old ones first. */
function pairUp(removed: MarkdownNode[], added: MarkdownNode[], effort: Effort): Merged[] {
  const merged: Merged[] = [];
  let [gone, come] = [0, 0];
  const standAlone = (oldEnd: number, newEnd: number) => {
    for (const node of removed.slice(gone, oldEnd)) merged.push({ kind: "removed", node });
    for (const node of added.slice(come, newEnd)) merged.push({ kind: "added", node });
  };
  added.forEach((node, index) => {
    const match = removed.slice(gone, gone + CANDIDATES).findIndex((old) => canMerge(old, node));
    const old = removed[gone + match];
    if (match === -1 || !old) return;
    standAlone(gone + match, index);
    merged.push({ kind: "changed", node: merge(old as Branch, node as Branch, effort) });
    gone += match + 1;
    come = index + 1;
  });
  standAlone(removed.length, added.length);
  return merged;
}

function canMerge(old: MarkdownNode, now: MarkdownNode): boolean {
  if (!isBranch(old) || !isBranch(now) || shapeOf(old) !== shapeOf(now)) return false;
  if (now.kind === "table" && columnsOf(old) !== columnsOf(now)) return false;
  if (now.kind === "row" && cellsOf(old) !== cellsOf(now)) return false;
  return similarity(old, now) >= ALIKE;
}

const columnsOf = ({ children: [head] }: Branch) => (head && isBranch(head) ? head.children.length : 0);

/** A cell has no sign of its own for where its words stand in it. */
const cellsOf = ({ children }: Branch) => children.map(shapeOf).join();

function merge(old: Branch, now: Branch, effort: Effort): Branch {
  if (isOfWords(now)) return { ...now, children: mergeWords(old.children, now.children, effort) };
  // Cells stay in their columns, whatever is in them.
  if (now.kind === "row") {
    const cells = now.children.map((cell, column) => merge(old.children[column] as Branch, cell as Branch, effort));
    return { ...now, children: cells };
  }
  const children = mergeNodes(old.children, now.children, effort).map(({ kind, node }) =>
    kind === "added" ? markNode(node, "ins") : kind === "removed" ? markNode(node, "del") : node,
  );
  return { ...now, children };
}

const isOfWords = ({ kind }: Branch) => kind === "paragraph" || kind === "heading" || kind === "cell";

/** All that is read in it carries the mark; what has nothing to read gets a sign that does. */
export function markNode(node: MarkdownNode, mark: Mark): MarkdownNode {
  if (!isBranch(node)) return { ...node, mark };
  if (isOfWords(node)) return { ...node, children: marked(node, mark) };
  const children = node.children.map((child) => markNode(child, mark));
  return { ...node, children: children.length > 0 ? children : [textLeaf(NOTHING, mark)] };
}

const NOTHING = "∅";

const marked = (node: Branch, mark: Mark) =>
  node.children.length > 0 || node.kind === "cell" ? markWords(node.children, mark) : [textLeaf(NOTHING, mark)];

function similarity(a: MarkdownNode, b: MarkdownNode): number {
  const [words, others] = [wordsOf(a), wordsOf(b)];
  if (words.length === 0 || others.length === 0) return 0;
  const left = new Map<string, number>();
  for (const word of words) left.set(word, (left.get(word) ?? 0) + 1);
  let common = 0;
  for (const word of others) {
    const count = left.get(word) ?? 0;
    if (count > 0) common++;
    left.set(word, count - 1);
  }
  return (2 * common) / (words.length + others.length);
}

const known = new WeakMap<MarkdownNode, string[]>();

function wordsOf(node: MarkdownNode): string[] {
  const words =
    known.get(node) ??
    spokenText(node)
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ??
    [];
  known.set(node, words);
  return words;
}

/** Words of paragraphs and cells do not run into each other. */
export const spokenText = (node: MarkdownNode): string =>
  isBranch(node) && !isOfWords(node) ? node.children.map(spokenText).join(" ") : textOf(node);
