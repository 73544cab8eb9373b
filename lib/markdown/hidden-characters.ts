/**
 * Characters that change or hide what is read without being seen: directions (bidi), zero width, soft
 * hyphens, tags and other invisible letters. Joiners inside an emoji are part of a picture and stay.
 */
const hidden =
  /[\u00AD\u061C\u115F\u1160\u17B4\u17B5\u200B-\u200F\u202A-\u202E\u2028\u2029\u2060-\u206F\u3164\uFEFF\uFFA0\uFFF9-\uFFFB\u{1D173}-\u{1D17A}\u{E0000}-\u{E007F}]/gu;

const names: Record<string, string> = {
  "00AD": "soft hyphen",
  "061C": "Arabic letter mark",
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
  FEFF: "zero width no-break space",
};

export interface Piece {
  text: string;
  /** Name of a hidden character; null for ordinary text. */
  hidden: string | null;
}

/** Splits text at hidden characters, each of which is named as "U+202E right-to-left override". */
export function revealHidden(text: string): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(hidden)) {
    const [character] = match;
    if (character === "\u200D" && joinsEmoji(text, match.index)) continue;
    if (match.index > end) pieces.push({ text: text.slice(end, match.index), hidden: null });
    pieces.push({ text: character, hidden: nameOf(character) });
    end = match.index + character.length;
  }
  if (end < text.length) pieces.push({ text: text.slice(end), hidden: null });
  return pieces;
}

function nameOf(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  return names[code] ? `U+${code} ${names[code]}` : `U+${code}`;
}

/** Short enough to stand in the middle of a line. */
export const shortName = (name: string) => name.split(" ")[0] ?? name;

const joinsEmoji = (text: string, at: number) =>
  /(\p{Extended_Pictographic}|\p{Emoji_Modifier}|\uFE0F)$/u.test(text.slice(Math.max(0, at - 3), at)) &&
  /^\p{Extended_Pictographic}/u.test(text.slice(at + 1));
