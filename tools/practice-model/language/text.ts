/** Words as a person counts them: runs of anything but white space that hold a letter or a digit. */
export function countWords(text: string): number {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

export const oneLine = (text: string) => text.replace(/\s+/g, " ").trim();

/** The beginning of a text, cut at a word where that is near, with an ellipsis if something is missing. */
export function shorten(text: string, length: number): string {
  const line = oneLine(text);
  const characters = [...line];
  if (characters.length <= length) return line;
  const cut = characters.slice(0, length - 1).join("");
  const atWord = cut.replace(/\s+\S*$/, "");
  return `${(atWord.length > length / 2 ? atWord : cut).replace(/[\s,;:.–-]+$/, "")}…`;
}

/** The same by words; a word without end is cut too. */
export function shortenWords(text: string, words: number): string {
  const all = oneLine(text).split(" ");
  const kept = all.slice(0, words).join(" ");
  return shorten(all.length > words ? `${kept.replace(/[\s,;:.–-]+$/, "")}…` : kept, words * 14);
}

export const capitalize = (text: string) =>
  text.replace(/^(\P{L}*)(\p{L})/u, (_, before, letter) => before + letter.toUpperCase());

export const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

/** Sentences of a text; an abbreviation may cut one in two, which does no harm here. */
export function sentencesOf(text: string): string[] {
  return (text.match(/[^.!?…\n]+(?:[.!?…]+["”’')\]]*|\n|$)/g) ?? [])
    .map((sentence) => sentence.trim())
    .filter((sentence) => /[\p{L}\p{N}]/u.test(sentence));
}

export function joinAnd(items: string[]): string {
  const last = items.at(-1) ?? "";
  return items.length < 2 ? last : `${items.slice(0, -1).join(", ")} and ${last}`;
}

/** Inner quotes become single, so that the text can stand between “ and ”. */
export function quote(text: string): string {
  const inner = text
    .replace(/(^|[\s(])["“„«]/g, "$1‘")
    .replace(/["”»“]/g, "’")
    .trim();
  return `“${inner}”`;
}

/**
 * Text of others as plain text inside Markdown: no emphasis, links, images, HTML or code, and no address
 * that a reader of Markdown would turn into a link.
 */
export function escapeMarkdown(text: string): string {
  return withoutAddresses(text)
    .replace(/\p{Cc}+/gu, " ")
    .replace(/\p{Cf}+/gu, "")
    .replace(/[\\`*_{}[\]<>#|~&]/g, (character) => (character === "&" ? "&amp;" : `\\${character}`));
}

export const withoutAddresses = (text: string) =>
  text.replace(/\b(?:[a-z][a-z0-9+.-]{0,20}:\/\/|www\.)\S+|[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{1,190}/gi, "(an address)");

export const escapeRegExp = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
