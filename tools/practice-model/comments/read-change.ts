import { article } from "../language/inflect";
import { escapeRegExp } from "../language/text";
import type { ClauseReader, Wish } from "./wishes";

const HERO = /^(?:him|her|them|he|she|they|(?:the|our) (?:hero|heroine|protagonist|main character))$/i;
const GENDERED = /^(woman|female|girl|lady|she)$|^(?:man|male|boy|guy|he)$/i;

/** "make the keeper braver", "she should be older", "make him a woman". */
export const readTrait: ClauseReader = (clause) => {
  const found =
    /^(?:make|turn|let)\s+(him|her|them|the\s+\S+(?:\s+(?!an?\b|more\b|less\b|into\b|be\b|much\b|even\b)\S+)?|\p{Lu}\S+)\s+(?:into\s+|be\s+|become\s+|look\s+|seem\s+)?(.+)$/iu.exec(
      clause,
    ) ??
    /^(he|she|they|(?:the\s+)?\S+(?:\s+\S+)?)\s+(?:should|must|shall|could|has to|needs to|to)\s+(?:be|become|seem|look|feel)\s+(.+)$/i.exec(
      clause,
    );
  const [, who, what] = found ?? [];
  if (
    !who ||
    !what ||
    /^(?:it|this|there|everything|the (?:story|tone|text|mood|style|language|ending|end|title))$/i.test(who)
  )
    return null;
  const adjective = what
    .replace(/^(?:a (?:bit|little|lot)|much|even|far|way|slightly|somewhat|very|really)\s+/i, "")
    .trim();
  const gender = GENDERED.exec(adjective.replace(/^an?\s+/i, ""));
  if (gender) return [{ kind: "gender", gender: gender[1] ? "female" : "male" }];
  const noun = /^(?:an?|the)\s+(.+)$/i.exec(adjective)?.[1];
  if (noun && !HERO.test(who)) return [{ kind: "swap", from: bare(who), to: noun }];
  if (noun || adjective.split(/\s+/).length > 3 || /^(?:in|on|at|to|about|with|called|named|set)\b/i.test(adjective))
    return null;
  return [{ kind: "trait", who: HERO.test(who) ? null : bare(who), adjective }];
};

const SWAPS = [
  /^(?:replace|swap|exchange|substitute)\s+(.+?)\s+(?:with|by|for|through)\s+(.+)$/i,
  /^(?:change|turn|transform)\s+(.+?)\s+(?:in)?to\s+(.+)$/i,
];
const INSTEAD = /^(?:(?:use|take|have|with|make it|write about|choose)\s+)?(.+?)\s+(?:instead of|rather than)\s+(.+)$/i;
const NOT_BUT = /^not\s+(.+?)\s+but\s+(.+)$/i;

/** "replace the dog with a cat", "a cat instead of the dog", "turn the clocks into radios". */
export const readSwap: ClauseReader = (clause) => {
  const straight = [...SWAPS, NOT_BUT].map((pattern) => pattern.exec(clause)).find(Boolean);
  if (straight?.[1] && straight[2]) return swap(straight[1], straight[2]);
  const turned = INSTEAD.exec(clause);
  return turned?.[1] && turned[2] ? swap(turned[2], turned[1]) : null;
};

function swap(from: string, to: string): Wish[] | null {
  if (/^(?:it|this|the story|the (?:tone|style|title|ending))$/i.test(from.trim()) || isLong(from) || isLong(to))
    return null;
  return [{ kind: "swap", from: bare(from), to: bare(to) }];
}

const REMOVALS = [
  /^(?:without|remove|delete|drop|cut|cut out|omit|leave out|leave off|take out|get rid of|lose|skip|avoid|erase|strip out|no more|no|less|fewer|not so (?:much|many)|too (?:much|many))\s+(.+)$/i,
  /^(?:do not|don['’]t|never|stop)\s+(?:mention|mentioning|use|using|include|including|talk about|talking about|write about|have|show)\s+(.+)$/i,
  /^(?:leave|take|cut)\s+(.+?)\s+(?:out|away|off)(?:\s+(?:of|from)\s+.+)?$/i,
  /^there\s+(?:should|must|shall|can|is to)\s+be\s+no\s+(.+)$/i,
  /^(.+?)\s+(?:should|must|has to|needs to|can)\s+(?:go|go away|disappear from the story|be (?:removed|left out|deleted|cut|gone|dropped))$/i,
];

/** "without the clock", "remove the storm", "no dragons", "leave out the sea". */
export const readRemoval: ClauseReader = (clause) => {
  const what = REMOVALS.map((pattern) => pattern.exec(clause)?.[1]).find(Boolean);
  if (!what || isLong(what)) return null;
  const things = what.split(/\s*,\s*|\s+(?:and|or)\s+/).map((part) => bare(part));
  return things.every((thing) => thing.length > 1 && !/^(?:of|it|them|so|that|this|idea|reason|way|need)$/i.test(thing))
    ? things.map((thing): Wish => ({ kind: "remove", what: thing }))
    : null;
};

/** A noun phrase without its article, and without words that only point into the story. */
function bare(phrase: string): string {
  return phrase
    .trim()
    .replace(/\s+(?:from|in|out of)\s+(?:it|the (?:story|text|tale)|there|this|here)$/i, "")
    .replace(
      /\s+(?:completely|entirely|please|at all|altogether|again|anymore|any more|too|as well|instead|though)$/i,
      "",
    )
    .replace(/^(?:the words?|mentioning|any mention of|all(?: of)?|any|so (?:much|many)|that much|both)\s+/i, "")
    .replace(/^(?:the|an?|this|that|these|those|any|all|some|his|her|their|its|my|your|our)\s+/i, "")
    .replace(/^["“„'‘]|["”“'’]$/g, "")
    .trim();
}

const isLong = (phrase: string) => phrase.trim().split(/\s+/).length > 5;

/** Puts one noun for another in a phrase, in the number it stands there; null when it is not in it. */
export function swapIn(phrase: string, from: string, to: string): string | null {
  const pattern = new RegExp(`\\b(an?\\s+)?${escapeRegExp(from)}\\b`, "i");
  if (!pattern.test(phrase)) return null;
  return phrase.replace(pattern, (_, indefinite?: string) => (indefinite ? `${article(to)} ${to}` : to));
}
