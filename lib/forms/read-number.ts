import { isExact, plainDigits } from "@/lib/json/exact-number";

/** What a number is written as: `-?digits[.digits]`, with spaces around. */
const WRITTEN = /^-?\d+(\.\d+)?$/;

/** The number in a text; null where the text is none, or says a number that would be rounded. */
export function readNumber(text: string): number | null {
  const written = text.trim();
  return WRITTEN.test(written) && isExact(written) ? Number(written) : null;
}

/** Whether only its length keeps a text from being a number: as one it would be another. */
export const isTooLong = (text: string) => WRITTEN.test(text.trim()) && !isExact(text.trim());

/**
 * How a text that is no number can be written as one: each number that it may mean, none where nobody can tell.
 * `1,500` is one and a half for some and fifteen hundred for others, so nobody but its writer chooses.
 */
export function howToWrite(text: string): string[] {
  const plain = text
    .normalize("NFKC")
    .trim()
    .replace(/^[\u2212\u2013]/, "-")
    .replace(/^\+/, "");
  return [...new Set(spellings(plain).filter((one) => readNumber(one) !== null))];
}

function spellings(text: string): string[] {
  if (/^-?(\d+\.|\.\d+)$/.test(text)) return [text.replace(/\.$/, "").replace(/^(-?)\./, "$10.")];
  if (/^-?\d+(\.\d+)?e[+-]?\d{1,2}$/i.test(text) || /^0(x[\da-f]{1,12}|b[01]{1,40}|o[0-7]{1,15})$/i.test(text)) {
    return [plainDigits(Number(text))];
  }
  // Digits in groups of three, and no two kinds of marks between them.
  if (/^-?\d{1,3}(([ '’_])\d{3})(\2\d{3})*(\.\d+)?$/.test(text)) return [text.replace(/[ '’_]/g, "")];
  if (/^-?\d{1,3}(,\d{3})+\.\d+$/.test(text) || /^-?\d{1,3}(,\d{3}){2,}$/.test(text)) return [text.replaceAll(",", "")];
  if (/^-?\d{1,3}(\.\d{3})+,\d+$/.test(text)) return [text.replaceAll(".", "").replace(",", ".")];
  if (/^-?\d{1,3}(\.\d{3}){2,}$/.test(text)) return [text.replaceAll(".", "")];
  if (/^-?[1-9]\d{0,2},\d{3}$/.test(text)) return [text.replace(",", ""), text.replace(",", ".")];
  if (/^-?\d+,\d+$/.test(text)) return [text.replace(",", ".")];
  return [text];
}
