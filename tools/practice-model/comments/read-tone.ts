import { headings, list, words } from "../material/words";
import type { ClauseReader, Wish } from "./wishes";

/** The tone that a word stands for, and what the tone is that has less of it. */
const TONE_OF = new Map<string, { tone: string; opposite: string }>();
for (const heading of headings("tone ")) {
  const [tone = "", opposite = ""] = heading.replace("tone ", "").split(", not ");
  for (const word of list(heading)) TONE_OF.set(word, { tone, opposite });
}

const FILLERS = words("around a tone");

const ABOUT_IT = /\b(?:make|more|less|tone|mood|style|sound|feel|too|atmosphere|it|write|story|not|bit)\b/i;
const LIKE_ADJECTIVE = /(?:er|ous|ful|ic|al|ive|y|ish|less|ing|ed|ant|ent|ble|esque|en)$/i;

/** "funnier", "make it darker", "less sad", "more poetic", "a bit weirder please". */
export const readTone: ClauseReader = (clause) => {
  const left = wordsOf(clause).filter((word) => !FILLERS.has(word));
  const [word] = left;
  if (!word || left.length > 3) return null;
  const less = /\b(?:less|not|too|no|isn['’]t|don['’]t|without)\b/i.test(clause) && !/\benough\b/i.test(clause);
  if (left.every((each) => TONE_OF.has(each))) {
    return left.map((each): Wish => ({ kind: "tone", tone: toneOf(each, less) }));
  }
  if (left.length > 1 || less || !ABOUT_IT.test(clause) || !LIKE_ADJECTIVE.test(word)) return null;
  return [{ kind: "tone", tone: /\bmore\b/i.test(clause) ? `more ${word}` : word }];
};

/** The tone a word or phrase stands for; its own words when there is no material for it. */
export function toneOf(phrase: string, less = false): string {
  const known = wordsOf(phrase)
    .map((word) => TONE_OF.get(word))
    .find(Boolean);
  return known ? (less ? known.opposite : known.tone) : phrase;
}

const wordsOf = (text: string) => text.toLowerCase().match(/[\p{L}’'-]+:?/gu) ?? [];
