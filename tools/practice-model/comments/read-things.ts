import { AUXILIARIES, VERBS } from "../language/lexicon";
import type { ClauseReader, Wish } from "./wishes";

const firstOf = (patterns: RegExp[], clause: string) => patterns.map((pattern) => pattern.exec(clause)).find(Boolean);

/** A noun phrase without its article, and without words that only point into the story. */
const bare = (phrase: string) =>
  phrase
    .trim()
    .replace(/\s+(?:from|in|out of)\s+(?:it|the (?:story|text|tale)|there|this|here)$/i, "")
    .replace(/\s+(?:completely|entirely|please|at all|altogether|again|any ?more|too|as well|instead|though)$/i, "")
    .replace(/^(?:the words?|mentioning|any mention of|all(?: of)?|any|so (?:much|many)|that much|both)\s+/i, "")
    .replace(/^(?:the|an?|this|that|these|those|any|all|some|his|her|their|its|my|your|our)\s+/i, "")
    .replace(/^["“„'‘]|["”“'’]$/g, "")
    .trim();

const isLong = (phrase: string) => phrase.trim().split(/\s+/).length > 5;

const SWAPS = [
  /^(?:replace|swap|exchange|substitute)\s+(?<from>.+?)\s+(?:with|by|for)\s+(?<to>.+)$/i,
  /^(?:change|turn|transform)\s+(?<from>.+?)\s+(?:in)?to\s+(?<to>.+)$/i,
  /^not\s+(?<from>.+?)\s+but\s+(?<to>.+)$/i,
  /^(?:(?:use|take|have|with|choose)\s+)?(?<to>.+?)\s+(?:instead of|rather than)\s+(?<from>.+)$/i,
];
const STORY = /^(?:it|this|there|everything|the (?:story|tone|text|mood|style|language|ending|end|title))$/i;

/** "replace the dog with a cat", "a cat instead of the dog", "turn the clocks into radios". */
export const readSwap: ClauseReader = (clause) => {
  const { from = "", to = "" } = firstOf(SWAPS, clause)?.groups ?? {};
  if (to === "" || STORY.test(from) || isLong(from) || isLong(to)) return null;
  return [{ kind: "swap", from: bare(from), to: bare(to) }];
};

const REMOVALS = [
  /^(?:without|remove|delete|drop|cut|cut out|omit|leave out|leave off|take out|get rid of|lose|skip|avoid|erase|no more|no|less|fewer|not so (?:much|many)|too (?:much|many))\s+(.+)$/i,
  /^(?:do not|don['’]t|never|stop)\s+(?:mention|mentioning|use|using|include|including|talk about|talking about|write about|have|show)\s+(.+)$/i,
  /^(?:leave|take|cut)\s+(.+?)\s+(?:out|away|off)(?:\s+(?:of|from)\s+.+)?$/i,
  /^there\s+(?:should|must|shall|can|is to)\s+be\s+no\s+(.+)$/i,
  /^(.+?)\s+(?:should|must|has to|needs to|can)\s+(?:go|go away|be (?:removed|left out|deleted|cut|gone|dropped))$/i,
];

/** "without the clock", "remove the storm", "no dragons", "leave out the sea". */
export const readRemoval: ClauseReader = (clause) => {
  const what = firstOf(REMOVALS, clause)?.[1];
  if (!what || isLong(what)) return null;
  const things = what.split(/\s*,\s*|\s+(?:and|or)\s+/).map(bare);
  const pointer = /^(?:of|it|them|so|that|this|idea|reason|way|need)$/i;
  return things.every((thing) => thing.length > 1 && !pointer.test(thing))
    ? things.map((thing): Wish => ({ kind: "remove", what: thing }))
    : null;
};

const SAY =
  /\b(?:add|include|use|mention|insert|say|write|quote|contain|have)\b.*\b(?:words?|sentence|line|phrase|quote|text|saying)\b/i;
const MODAL = "(?:should|must|could|shall|may|might|needs to|has to)";
const ADDITIONS = [
  String.raw`^(?:let|have|make)\s+(.+?)\s+(?:appear|show up|turn up|come (?:in|along|by)|play a (?:role|part)|join in|visit)$`,
  String.raw`^(?:add|include|mention|insert|feature|introduce|describe|weave in|work in|bring in|bring up|bring|put in|throw in|use|show|have|needs?|contain|(?:tell|talk|say|write|read|know|hear)(?: (?:us|me))?(?: (?:more|something|a bit more))? about|don['’]t forget|remember|think of|refer to|invent|(?:what|how) about|miss|missing is|see)\s+(.+)$`,
  String.raw`^(?:let there be|there (?:${MODAL} be|is|are))\s+(.+)$`,
  String.raw`^(?:it|the story|this|the text|she|he|they|the \S+)\s+(?:also\s+)?(?:needs|${MODAL}\s+(?:also\s+)?(?:have|include|mention|contain|feature|be about))\s+(.+)$`,
  String.raw`^(?:give|lend|buy|get)\s+(?:him|her|them|it|the \S+(?: \S+)?|\p{Lu}\S+)\s+((?:an?|the|some|two|three|more)\s+.+)$`,
  String.raw`^(?:put|place|work|weave|bring|throw)\s+(.+?)\s+(?:in|into it|into the story|in it|in there)$`,
  String.raw`^((?:an?|the|some|two|three)\s+.+?)\s+${MODAL}\s+(?:appear|show up|turn up|come (?:in|along|by)|be (?:in it|there|mentioned|included)|play a (?:role|part)|feature|occur)$`,
  String.raw`^(?:(?:some |a bit )?more|another|extra)\s+(?:about\s+)?(.+)$`,
  String.raw`^make it (?:more )?about\s+(.+)$`,
  String.raw`^(?:and\s+)?(?:with|plus|and)\s+((?:an?|the|some|two|three|more|his|her)\s+.+)$`,
].map((pattern) => new RegExp(pattern, "iu"));

/** Nothing but a thing: "a dragon!" */
const BARE = /^((?:an?|two|three|some)\s+[\p{L}’'-]+(?:\s+[\p{L}’'-]+){0,2})$/iu;
const NOWHERE =
  /\s+(?:to it|to the (?:story|text|plot|tale|mix)|in it|in the (?:story|text|middle|plot)|in there|into (?:it|the story)|too|as well|please|somewhere|somehow|at the (?:beginning|start)|also|again|there|now|if possible|for me)$/i;

/** What a text is made of is nothing to happen in it. */
const LANGUAGE =
  /\b(?:words?|sentences?|paragraphs?|chapters?|rhymes?|verses?|verbs?|adjectives?|metaphors?|language|style|tense|grammar|spelling|punctuation|commas?|details?|headings?|emojis?)\b/i;

/** "add a dragon", "mention the sea", "include a storm and two cats", "there should be a parrot called Kiki". */
export const readAddition: ClauseReader = (clause) => {
  const words = /["“„«](.+?)["”“»]/.exec(clause)?.[1];
  if (words && SAY.test(clause)) return [{ kind: "say", text: words }];
  const alone = BARE.exec(clause)?.[1];
  const saysMore = alone?.split(/\s+/).some((word, index) => index > 1 && (VERBS.has(word) || AUXILIARIES.has(word)));
  const found = firstOf(ADDITIONS, clause)?.[1] ?? (saysMore ? undefined : alone);
  if (!found) return null;
  let what = found
    .trim()
    .replace(/^(?:also|maybe|perhaps|in|just|even|something about|some more|a bit of|a little)\s+/i, "");
  while (NOWHERE.test(what)) what = what.replace(NOWHERE, "");
  const things = split(what.replace(/^["“„]|["”“]$/g, "").trim());
  const isThing = (thing: string) =>
    /^(?!(?:it|that|this|them|of|to|not|been|no|more|if|how|why|when|what)\b)\S+(?:\s+\S+){0,11}$/i.test(thing) &&
    !LANGUAGE.test(thing);
  return things.every(isThing) ? things.map(toWish) : null;
};

/** "a dragon and a storm" are two things; what comes with its own clause stays whole. */
function split(what: string): string[] {
  if (/\b(?:that|who|which|where|called|named|between|from)\b/i.test(what)) return [what];
  const parts = what.split(/\s*,\s*(?:and\s+)?|\s+and\s+/);
  const isNoun = (part: string) =>
    /^(?:an?|the|some|two|three|four|five|his|her|their|its|more)\s/i.test(part) || part.split(/\s+/).length <= 2;
  return parts.every(isNoun) ? parts.filter((part) => part !== "") : [what];
}

function toWish(what: string): Wish {
  const [, noun, name] = /^(.+?),?\s+(?:called|named)\s+["“]?(\p{L}[\p{L}\p{N} ’'-]*?)["”]?$/u.exec(what) ?? [];
  return noun && name ? { kind: "add", what: noun, name } : { kind: "add", what };
}
