/**
 * Characters that change or hide what is read without being seen: all that Unicode says are not to be drawn (directions,
 * zero width, variation selectors, tags), control characters, and letters that look like a space.
 */
const HIDDEN =
  "[\\p{DI}\\p{Bidi_Control}\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F-\\u009F\\u2028\\u2029\\u2800\\uFFF9-\\uFFFC\\u{13430}-\\u{1345F}\\u{1D159}]";

/**
 * What makes a picture of several characters, each beside something that is seen: one choice of look, joiners between
 * pictures, a digit in a key, three flags. Longer tails of such characters could carry a message and are shown.
 */
const EMOJI = [
  "\\u{1F3F4}\\u{E0067}\\u{E0062}(?:\\u{E0065}\\u{E006E}\\u{E0067}|\\u{E0073}\\u{E0063}\\u{E0074}|\\u{E0077}\\u{E006C}\\u{E0073})\\u{E007F}",
  "[0-9#*]\\uFE0F\\u20E3",
  "\\p{Extended_Pictographic}\\uFE0F?\\p{Emoji_Modifier}?(?:\\u200D\\p{Extended_Pictographic}\\uFE0F?\\p{Emoji_Modifier}?)*",
].join("|");

/** Finds pictures, to pass over them, and runs of hidden characters, which are its group. */
export const PICTURE_OR_HIDDEN = new RegExp(`(?:${EMOJI})(?!\\p{Variation_Selector})|(${HIDDEN}+)`, "gu");

const SEEN = new RegExp(`(?!${HIDDEN})\\S`, "u");

/** Nothing is seen of it: it is empty, or spaces and hidden characters alone. */
export const isBlankText = (text: string): boolean => !SEEN.test(text);

/** What is seen of a text. Pictures stay whole. */
export const withoutHidden = (text: string): string =>
  text.replace(PICTURE_OR_HIDDEN, (run: string, hidden: string | undefined) => (hidden === undefined ? run : ""));
