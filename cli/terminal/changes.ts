import { diffArrays, diffWordsWithSpace } from "diff";
import { wrapAnsi } from "fast-wrap-ansi";
import { safeText } from "./safe-text";
import type { Styles } from "./styles";

/** Paragraphs with less of their words in common are not the same paragraph changed. */
const ALIKE = 0.4;
/** Beyond this share of paragraphs without a counterpart it is another text; reading it whole is easier. */
const REWRITTEN = 0.7;
const MOST_EDITS = 1_000;

interface Page {
  style: Styles;
  width: number;
}

/**
 * The paragraphs that changed from one draft to the next, with what came and what went. Without colours in the marks of
 * `git diff --word-diff`. Null where nothing changed, or so much that a comparison helps nobody.
 */
export function renderChanges(before: string, after: string, page: Page): string | null {
  const parts = diffArrays(paragraphs(before), paragraphs(after));
  const shown: string[] = [];
  let counted = 0;
  let foreign = 0;
  let removed: string[] = [];
  const flush = (added: string[]) => {
    const pairs = Math.max(removed.length, added.length);
    for (let index = 0; index < pairs; index++) {
      const [old, now] = [removed[index], added[index]];
      const merged = old !== undefined && now !== undefined ? mergedWords(old, now, page.style) : null;
      if (merged === null) foreign++;
      shown.push(merged ?? [old && gone(old, page.style), now && come(now, page.style)].filter(Boolean).join("\n\n"));
    }
    counted += pairs;
    removed = [];
  };
  for (const part of parts) {
    if (part.removed) {
      removed = part.value;
      continue;
    }
    flush(part.added ? part.value : []);
    if (!part.added) counted += part.value.length;
  }
  flush([]);
  if (shown.length === 0 || foreign / counted > REWRITTEN) return null;
  return shown.map((text) => wrapAnsi(text, page.width, { hard: true })).join("\n\n");
}

const paragraphs = (text: string) =>
  safeText(text)
    .split(/\n{2,}/)
    .map((one) => one.trim())
    .filter(Boolean);

/** Both versions as one text; null when too little of it is the same. */
function mergedWords(before: string, after: string, style: Styles): string | null {
  const changes = diffWordsWithSpace(before, after, { maxEditLength: MOST_EDITS });
  if (!changes) return null;
  const kept = changes.reduce((sum, { value, added, removed }) => (added || removed ? sum : sum + value.length), 0);
  if (kept < ALIKE * Math.max(before.length, after.length)) return null;
  return changes
    .map(({ value, added, removed }) => (added ? come(value, style) : removed ? gone(value, style) : value))
    .join("");
}

const come = (text: string, style: Styles) =>
  marked(text, (words) => (style.coloured ? style.green(words) : `{+${words}+}`));

const gone = (text: string, style: Styles) =>
  marked(text, (words) => (style.coloured ? style.red(style.strike(words)) : `[-${words}-]`));

/** Marks stay off the spaces around words. */
function marked(text: string, mark: (words: string) => string): string {
  const words = text.trim();
  if (words === "") return text;
  const from = text.indexOf(words);
  return text.slice(0, from) + mark(words) + text.slice(from + words.length);
}
