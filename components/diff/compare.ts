import { diffArrays, diffWordsWithSpace } from "diff";
import { marked, withoutMarks } from "@/components/markdown/marks";
import { isRigid, linePrefix, splitBlocks } from "./blocks";

/** One block of the comparison. `text` is Markdown; in `changed` the changed words carry marks. */
export interface Block {
  kind: "same" | "changed" | "added" | "removed";
  text: string;
}

export interface Comparison {
  blocks: Block[];
  /** Words. */
  added: number;
  removed: number;
}

/** Paragraphs with less than this share of words in common are not the same paragraph changed. */
const alike = 0.3;
/** Beyond this many differing words a paragraph is shown twice rather than puzzled together. */
const mostEdits = 2_000;

/** What changed from one draft to the next, paragraph by paragraph and in them word by word. */
export function compare(before: string, after: string): Comparison {
  const parts = diffArrays(splitBlocks(withoutMarks(before)), splitBlocks(withoutMarks(after)));
  const result: Comparison = { blocks: [], added: 0, removed: 0 };
  let removed: string[] = [];
  for (const part of parts) {
    if (part.removed) {
      removed = part.value;
      continue;
    }
    if (part.added) pairUp(removed, part.value, result);
    else {
      pairUp(removed, [], result);
      for (const text of part.value) result.blocks.push({ kind: "same", text });
    }
    removed = [];
  }
  pairUp(removed, [], result);
  return result;
}

/** Each new paragraph goes with the next old one that resembles it; the others stand alone. */
function pairUp(removed: string[], added: string[], result: Comparison): void {
  let next = 0;
  for (const text of added) {
    const match = removed.findIndex((old, index) => index >= next && similarity(old, text) >= alike);
    const merged = match === -1 ? null : mergeBlock(removed[match] ?? "", text);
    if (match === -1 || !merged) {
      push(result, "added", text);
      continue;
    }
    for (const old of removed.slice(next, match)) push(result, "removed", old);
    next = match + 1;
    result.blocks.push({ kind: "changed", text: merged.text });
    result.added += merged.added;
    result.removed += merged.removed;
  }
  for (const old of removed.slice(next)) push(result, "removed", old);
}

function push(result: Comparison, kind: "added" | "removed", text: string): void {
  result.blocks.push({ kind, text });
  result[kind] += countWords(text);
}

/** Both versions as one Markdown text with marks; null when they can't be one. */
function mergeBlock(before: string, after: string): { text: string; added: number; removed: number } | null {
  if (isRigid(before) || isRigid(after)) return null;
  const prefixes = (text: string) => new Set(text.split("\n").map((line) => linePrefix(line).replaceAll(/\d+/g, "1")));
  if (linePrefix(before) !== linePrefix(after) || ![...prefixes(before)].every((prefix) => prefixes(after).has(prefix)))
    return null;
  const changes = diffWordsWithSpace(before, after, { maxEditLength: mostEdits });
  if (!changes) return null;
  const merged = { text: "", added: 0, removed: 0 };
  for (const { value, added, removed } of changes) {
    const mark = added ? "ins" : removed ? "del" : null;
    merged.text += mark ? markLines(mark, value, merged.text === "" || merged.text.endsWith("\n")) : value;
    if (added) merged.added += countWords(value);
    if (removed) merged.removed += countWords(value);
  }
  return merged;
}

/** Marks stay within lines, behind what makes a line a heading or an item, and off the spaces around words. */
function markLines(mark: "ins" | "del", value: string, atLineStart: boolean): string {
  return value
    .split("\n")
    .map((line, index) => {
      const prefix = index > 0 || atLineStart ? linePrefix(line) : "";
      const words = line.slice(prefix.length);
      const bare = words.trim();
      if (bare === "") return line;
      const from = words.indexOf(bare);
      return prefix + words.slice(0, from) + marked(mark, bare) + words.slice(from + bare.length);
    })
    .join("\n");
}

function similarity(a: string, b: string): number {
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

const wordsOf = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

export const countWords = (text: string) => wordsOf(text).length;
