import { NUMBER, readNumber } from "../language/numbers";
import type { ClauseReader, LengthChange } from "./wishes";

const lengths = (pattern: string) => new RegExp(pattern.replaceAll("#", `\\b(${NUMBER})`), "i");

type Rule = [RegExp, (numbers: number[]) => LengthChange];

const WORDS = "[- ]words?\\b";

const RULES: Rule[] = [
  [lengths(`(?:between # and|(?:from )?# ?(?:to|-|–)) ?#${WORDS}`), ([low = 0, high = 0]) => ({ min: low, max: high })],
  [lengths(`(?:under|below|less than|fewer than|shorter than) #${WORDS}`), ([most = 1]) => ({ max: most - 1 })],
  [
    lengths(
      `(?:at most|no more than|not more than|no longer than|not longer than|max(?:imum|\\.)?(?: of)?|up to|within|not over) #${WORDS}`,
    ),
    ([most = 1]) => ({ max: most }),
  ],
  [lengths(`#${WORDS} (?:or (?:less|fewer)|max|maximum|at (?:the )?most|tops)`), ([most = 1]) => ({ max: most })],
  [lengths(`(?:over|more than|longer than) #${WORDS}`), ([least = 0]) => ({ min: least + 1 })],
  [
    lengths(`(?:at least|min(?:imum|\\.)?(?: of)?|no (?:fewer|less) than|not (?:under|below)) #${WORDS}`),
    ([least = 0]) => ({ min: least }),
  ],
  [lengths(`#${WORDS} (?:or more|min|minimum|at least)`), ([least = 0]) => ({ min: least })],
  [lengths(`#(?: more${WORDS}|${WORDS} (?:longer|more))`), ([more = 0]) => ({ more })],
  [lengths(`(?:longer|extend(?: it)?|lengthen(?: it)?|expand(?: it)?) by #${WORDS}`), ([more = 0]) => ({ more })],
  [lengths(`#(?: (?:fewer|less)${WORDS}|${WORDS} (?:shorter|fewer|less))`), ([less = 0]) => ({ more: -less })],
  [lengths(`(?:shorter|shorten(?: it)?|cut(?: it)?|trim(?: it)?) by #${WORDS}`), ([less = 0]) => ({ more: -less })],
  [lengths(`#${WORDS}`), ([words = 1]) => ({ words })],
  [lengths("#(?: short| long)?[- ]paragraphs?\\b"), ([paragraphs = 1]) => ({ paragraphs })],
  [/\b(?:single|a) paragraph\b|\bwithout (?:any )?paragraphs\b/i, () => ({ paragraphs: 1 })],
  [lengths("#(?: short| long)?[- ]sentences?\\b"), ([sentences = 1]) => ({ sentences })],
  [/\ba (?:single )?sentence\b(?! (?:about|on|with|that))/i, () => ({ sentences: 1 })],
  [
    /\b(?:(\d+) ?(?:%|per ?cent)) (?:shorter|less)\b/i,
    ([percent = 0]) => ({ factor: Math.max(0.1, 1 - percent / 100) }),
  ],
  [/\b(?:(\d+) ?(?:%|per ?cent)) (?:longer|more)\b/i, ([percent = 0]) => ({ factor: 1 + percent / 100 })],
  [
    /\b(?:twice (?:as long|the length)|double(?: (?:the|its) length| it)?$|doubled?\b|two times)/i,
    () => ({ factor: 2 }),
  ],
  [/\b(?:triple|three times|thrice)/i, () => ({ factor: 3 })],
  [/\b(?:half (?:as long|the length|of it|its length)|(?:in|by) half|halve)\b/i, () => ({ factor: 0.5 })],
  [/\b(?:a )?third (?:shorter|of the length)\b/i, () => ({ factor: 0.66 })],
  [/\b(?:(?:much|a lot|far|way|significantly) (?:shorter|more concise)|very short)\b/i, () => ({ factor: 0.4 })],
  [/\b(?:bit|little|slightly|somewhat) shorter\b|\bnot (?:so|too|quite so) long\b/i, () => ({ factor: 0.8 })],
  [/\b(?:(?:much|a lot|far|way|significantly) longer|very long)\b/i, () => ({ factor: 2.5 })],
  [/\b(?:bit|little|slightly|somewhat) longer\b|\bnot (?:so|too|quite so) short\b/i, () => ({ factor: 1.25 })],
  [
    /\b(?:shorter|shorten|too long|more concise|concise|briefer|brief|condense|tighten|tighter|less wordy|too wordy|trim (?:it|this)|cut it down|keep it short|(?:make|want) (?:it|this) short)\b/i,
    () => ({ factor: 0.6 }),
  ],
  [
    /\b(?:longer|lengthen|too short|expand|elaborate|more details?|more detailed|flesh (?:it )?out|(?:make|want) (?:it|this) long)\b/i,
    () => ({ factor: 1.6 }),
  ],
];

/** Speaks of one paragraph or sentence among others, not of their number. */
const ONE_OF_THEM = /\b(?:add|another|extra|more|include|insert|first|last|final|opening|closing|second|third)\b/i;

const isShape = (change: LengthChange) => change.paragraphs !== undefined || change.sentences !== undefined;

/** "shorter", "about 80 words", "twice as long", "under 50 words", "three paragraphs", ... */
export const readLength: ClauseReader = (clause) => {
  const found: LengthChange[] = [];
  let rest = clause;
  for (const [pattern, read] of RULES) {
    const match = pattern.exec(rest);
    if (!match) continue;
    const numbers = match.slice(1).flatMap((group) => (group === undefined ? [] : [readNumber(group) ?? 1]));
    const change = read(numbers);
    rest = rest.replace(match[0], " ");
    if (isShape(change) && ONE_OF_THEM.test(clause)) continue;
    // "three paragraphs of about 50 words" says two things; "about 50 words, shorter" says one.
    if (!found.some((other) => isShape(other) === isShape(change))) found.push(change);
  }
  return found.length > 0 ? [{ kind: "length", change: Object.assign({}, ...found) }] : null;
};
