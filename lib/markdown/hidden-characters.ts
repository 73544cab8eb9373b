import { PICTURE_OR_HIDDEN } from "@/lib/text/hidden";

const names: Record<string, string> = {
  "00AD": "soft hyphen",
  "034F": "combining grapheme joiner",
  "061C": "Arabic letter mark",
  "180E": "Mongolian vowel separator",
  "200B": "zero width space",
  "200C": "zero width non-joiner",
  "200D": "zero width joiner",
  "200E": "left-to-right mark",
  "200F": "right-to-left mark",
  "202A": "left-to-right embedding",
  "202B": "right-to-left embedding",
  "202C": "pop directional formatting",
  "202D": "left-to-right override",
  "202E": "right-to-left override",
  "2060": "word joiner",
  "2066": "left-to-right isolate",
  "2067": "right-to-left isolate",
  "2068": "first strong isolate",
  "2069": "pop directional isolate",
  "2800": "blank braille pattern",
  FEFF: "zero width no-break space",
};

export interface Piece {
  text: string;
  /** Name of hidden characters; null for ordinary text. */
  hidden: string | null;
}

/**
 * Splits text at hidden characters, each of which is named as "U+202E right-to-left override". Several in a row are one
 * piece, named as "U+FE00 +34" with the others behind it.
 */
export function revealHidden(text: string): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const { 0: run, 1: hidden, index } of text.matchAll(PICTURE_OR_HIDDEN)) {
    if (hidden === undefined) continue;
    if (index > end) pieces.push({ text: text.slice(end, index), hidden: null });
    pieces.push({ text: run, hidden: nameOf(Array.from(run)) });
    end = index + run.length;
  }
  if (end < text.length) pieces.push({ text: text.slice(end), hidden: null });
  return pieces;
}

/** How many runs of hidden characters a text has, counted no further than `most`. */
export function countHidden(text: string, most: number): number {
  let count = 0;
  for (const { 1: hidden } of text.matchAll(PICTURE_OR_HIDDEN)) if (hidden !== undefined && ++count >= most) break;
  return count;
}

/** How many of a run are named one by one. */
const NAMED = 12;

function nameOf([first = "", ...others]: string[]): string {
  if (others.length === 0) return [codeOf(first), names[codeOf(first).slice(2)]].filter(Boolean).join(" ");
  const named = others.slice(0, NAMED).map(codeOf);
  if (others.length > NAMED) named.push("…");
  return `${codeOf(first)} +${others.length}: ${named.join(", ")}`;
}

const codeOf = (character: string) =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;

/** Short enough to stand in the middle of a line. */
export const shortName = (name: string) => /^U\+[0-9A-F]+(?: \+\d+)?/.exec(name)?.[0] ?? name;

/** The same as text, for places that have no markup: `[U+202E]`. */
export const shownText = (text: string, show = (name: string, _run: string) => `[${name}]`): string =>
  text.replace(PICTURE_OR_HIDDEN, (run: string, hidden: string | undefined) =>
    hidden === undefined ? run : show(shortName(nameOf(Array.from(run))), run),
  );
