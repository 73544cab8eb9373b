import { isExact } from "./exact-number";

/** A number that would not be read back as it was written. */
export interface InexactNumber {
  /** `items.0.id`; empty where the number is the whole value. */
  path: string;
  /** As it stands in the text, from `start` to `end`. */
  written: string;
  start: number;
  end: number;
}

/** Nobody reads more of one text. */
const MOST = 10;
const LONGEST_PATH = 200;

/**
 * The value of a JSON text, and the numbers in it that this value does not have as they were written. Whoever reads
 * JSON from somebody refuses those, or keeps them as text: nothing is rounded in silence. Throws as `JSON.parse` does.
 */
export function readJson(text: string): { value: unknown; inexact: InexactNumber[] } {
  const value: unknown = JSON.parse(text);
  return { value, inexact: isSuspicious(text) ? inexactNumbers(text, MOST, pathOf) : [] };
}

/**
 * The value of a JSON text from a service that nobody can ask to write it otherwise: numbers that would change become
 * their text, digit for digit. Throws as `JSON.parse` does.
 */
export function readForeignJson(text: string): unknown {
  return JSON.parse(withInexactAsText(text));
}

/** The same JSON text with those numbers in quotes. Throws as `JSON.parse` does. */
export function withInexactAsText(text: string): string {
  JSON.parse(text);
  if (!isSuspicious(text)) return text;
  const pieces: string[] = [];
  let done = 0;
  for (const { written, start, end } of inexactNumbers(text, Number.POSITIVE_INFINITY, () => "")) {
    pieces.push(text.slice(done, start), JSON.stringify(written));
    done = end;
  }
  return pieces.join("") + text.slice(done);
}

/**
 * Whether there may be a number that is not kept as it is: only one of sixteen characters and more, or with an
 * exponent, can be. Nearly no text has either, so this one look is all that reading costs beyond `JSON.parse`.
 */
function isSuspicious(text: string): boolean {
  let length = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (isDigit(char) || char === POINT) {
      if (++length === 16) return true;
    } else {
      if (length > 0 && (char === 69 || char === 101)) return true;
      length = 0;
      if (char === QUOTE) at = endOfText(text, at) - 1;
    }
  }
  return false;
}

/** An object with the text of its latest key still in quotes, or a list with the place of its latest part. */
type Open = { key: string } | { place: number };

/** Goes once over a text that is known to be JSON. `place` says where a number stands; whoever needs no places pays for none. */
function inexactNumbers(text: string, most: number, place: (open: Open[]) => string): InexactNumber[] {
  const found: InexactNumber[] = [];
  const open: Open[] = [];
  let isKey = false;
  for (let at = 0; at < text.length && found.length < most; ) {
    const inside = open.at(-1);
    const char = text.charCodeAt(at);
    const start = at++;
    if (char === QUOTE) {
      at = endOfText(text, start);
      if (isKey && inside && "key" in inside) inside.key = text.slice(start, at);
      isKey = false;
    } else if (char === OBJECT) {
      open.push({ key: '""' });
      isKey = true;
    } else if (char === LIST) {
      open.push({ place: 0 });
    } else if (char === END_OF_OBJECT || char === END_OF_LIST) {
      open.pop();
      isKey = false;
    } else if (char === COMMA) {
      if (inside && "place" in inside) inside.place++;
      else isKey = true;
    } else if (char === MINUS || isDigit(char)) {
      while (isPartOfNumber(text.charCodeAt(at))) at++;
      const written = text.slice(start, at);
      if (!isExact(written)) found.push({ path: place(open), written, start, end: at });
    }
  }
  return found;
}

const [QUOTE, OBJECT, LIST, END_OF_OBJECT, END_OF_LIST] = [34, 123, 91, 125, 93];
const [COMMA, MINUS, POINT, BACKSLASH] = [44, 45, 46, 92];
const isDigit = (char: number) => char >= 48 && char <= 57;
/** Digits, signs, the point and both exponents; NaN, past the end, is none. */
const isPartOfNumber = (char: number) =>
  isDigit(char) || char === 43 || char === 45 || char === 46 || char === 69 || char === 101;

/** The place behind the text that begins here. */
function endOfText(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end + 1;
}

function isEscaped(text: string, quote: number): boolean {
  let at = quote;
  while (text.charCodeAt(at - 1) === BACKSLASH) at--;
  return (quote - at) % 2 === 1;
}

/** A key longer than a path is shown by its beginning. */
const keyOf = (quoted: string): string =>
  quoted.length > 6 * LONGEST_PATH ? `${quoted.slice(1, LONGEST_PATH)}…` : JSON.parse(quoted);

function pathOf(open: Open[]): string {
  const parts = open.slice(0, LONGEST_PATH).map((one) => ("place" in one ? `${one.place}` : keyOf(one.key)));
  const path = parts.join(".");
  return path.length > LONGEST_PATH ? `${path.slice(0, LONGEST_PATH).toWellFormed()}…` : path;
}
