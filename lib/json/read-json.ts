import { isExact } from "./exact-number";

/** What a value does not have as it was written: a number that would be rounded, or the first value of a key that comes again. */
export interface LostPart {
  kind: "number" | "key";
  /** `items.0.id`; empty where the number is the whole value. */
  path: string;
  /** The number as it stands in the text, or the key. */
  written: string;
}

/** Nobody reads more of one text. */
const MOST = 10;
const LONGEST_PATH = 200;

/**
 * The value of a JSON text, and what this value does not have as it was written. Whoever reads JSON from somebody refuses
 * that, or asks again: nothing is rounded or chosen in silence. Throws as `JSON.parse` does.
 */
export function readJson(text: string): { value: unknown; lost: LostPart[] } {
  const value: unknown = JSON.parse(text);
  const lost: LostPart[] = [];
  goOver(text, (kind, written, open) => {
    const isLost = kind === "number" ? !isExact(written) : comesAgain(written, open.at(-1));
    if (isLost) lost.push({ kind, path: pathOf(open), written });
    return lost.length < MOST;
  });
  return { value, lost };
}

/**
 * The value of a JSON text from a service that nobody can ask to write it otherwise: numbers that would change become
 * their text, digit for digit. Throws as `JSON.parse` does.
 */
export function readForeignJson(text: string): unknown {
  return JSON.parse(withInexactAsText(text));
}

/** The same JSON text with those numbers in quotes; of a key that comes again the last value counts. Throws as `JSON.parse` does. */
export function withInexactAsText(text: string): string {
  JSON.parse(text);
  if (!isSuspicious(text)) return text;
  const pieces: string[] = [];
  let done = 0;
  goOver(text, (kind, written, _open, start) => {
    if (kind === "key" || isExact(written)) return true;
    pieces.push(text.slice(done, start), JSON.stringify(written));
    done = start + written.length;
    return true;
  });
  return pieces.join("") + text.slice(done);
}

/**
 * Whether there may be a number that is not kept as it is: only one of sixteen characters and more, or with an
 * exponent, can be. Nearly no text has either.
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

/** An object or a list that has not ended. */
interface Open {
  /** The latest key, or the place in the list. */
  at: string | number;
  /** Of an object, as far as somebody asked: the keys until here, each with whether it came again. */
  keys?: Map<string, boolean>;
}

/** A number as it stands in the text or a key, and where: outermost first, and as a place in the text. False ends it. */
type See = (kind: "number" | "key", written: string, open: Open[], start: number) => boolean;

/** Goes once over a text that is known to be JSON. */
function goOver(text: string, see: See): void {
  const open: Open[] = [];
  let isKey = false;
  let goesOn = true;
  for (let at = 0; at < text.length && goesOn; ) {
    const inside = open.at(-1);
    const char = text.charCodeAt(at);
    const start = at++;
    if (char === QUOTE) {
      at = endOfText(text, start);
      if (isKey && inside) {
        inside.at = textOf(text.slice(start, at));
        goesOn = see("key", inside.at, open, start);
      }
      isKey = false;
    } else if (char === OBJECT) {
      open.push({ at: "" });
      isKey = true;
    } else if (char === LIST) {
      open.push({ at: 0 });
    } else if (char === END_OF_OBJECT || char === END_OF_LIST) {
      open.pop();
      isKey = false;
    } else if (char === COMMA) {
      if (typeof inside?.at === "number") inside.at++;
      else isKey = true;
    } else if (char === MINUS || isDigit(char)) {
      while (isPartOfNumber(text.charCodeAt(at))) at++;
      goesOn = see("number", text.slice(start, at), open, start);
    }
  }
}

/** The second time; further ones are no news. */
function comesAgain(key: string, inside: Open | undefined): boolean {
  if (!inside) return false;
  inside.keys ??= new Map();
  const known = inside.keys.get(key);
  inside.keys.set(key, known !== undefined);
  return known === false;
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

/** What stands between the quotes. */
const textOf = (quoted: string): string => (quoted.includes("\\") ? JSON.parse(quoted) : quoted.slice(1, -1));

function pathOf(open: Open[]): string {
  const parts = open.slice(0, LONGEST_PATH).map(({ at }) => `${at}`.slice(0, LONGEST_PATH + 1));
  const path = parts.join(".");
  return path.length > LONGEST_PATH ? `${path.slice(0, LONGEST_PATH).toWellFormed()}…` : path;
}
