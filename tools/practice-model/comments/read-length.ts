import { NUMBER, readNumber } from "../language/numbers";
import type { ClauseReader, LengthChange } from "./wishes";

/** `#` is a number and `W` "words". */
const RULES: [pattern: string, read: (first: number, second: number) => LengthChange][] = [
  ["(?:between # and|(?:from )?# ?(?:to|-|–)) ?#W", (min, max) => ({ min, max })],
  ["(?:under|below|less than|fewer than|shorter than) #W", (words) => ({ max: words - 1 })],
  [
    "(?:(?:no|not) (?:more|longer) than|at most|max(?:imum|\\.)?(?: of)?|up to|within|not over) #W|#W (?:or (?:less|fewer)|max|maximum|at (?:the )?most)",
    (max) => ({ max }),
  ],
  ["(?:over|more than|longer than) #W", (words) => ({ min: words + 1 })],
  [
    "(?:at least|min(?:imum|\\.)?(?: of)?|no (?:fewer|less) than|not (?:under|below)) #W|#W (?:or more|min|minimum|at least)",
    (min) => ({ min }),
  ],
  ["# moreW|#W (?:longer|more)|(?:longer|(?:extend|lengthen|expand)(?: it)?) by #W", (more) => ({ more })],
  ["# (?:fewer|less)W|#W (?:shorter|fewer|less)|(?:shorter|(?:shorten|cut|trim)(?: it)?) by #W", (n) => ({ more: -n })],
  ["#W", (words) => ({ words })],
  ["(?:#(?: short| long)?|single)[- ]paragraphs?\\b", (paragraphs) => ({ paragraphs })],
  ["(?:#(?: short| long)?|single)[- ]sentences?\\b(?! (?:about|on|with|that))", (sentences) => ({ sentences })],
  ["# ?(?:%|per ?cent) (?:shorter|less)", (percent) => ({ factor: Math.max(0.1, 1 - percent / 100) })],
  ["# ?(?:%|per ?cent) (?:longer|more)", (percent) => ({ factor: 1 + percent / 100 })],
  ["\\b(?:twice (?:as long|the length)|double (?:(?:the|its) length|it)|two times)", () => ({ factor: 2 })],
  ["\\b(?:triple|three times|thrice)", () => ({ factor: 3 })],
  ["\\b(?:half (?:as long|the length|of it|its length)|(?:in|by) half|halve)\\b", () => ({ factor: 0.5 })],
  ["\\b(?:(?:much|a lot|far|way) (?:shorter|more concise)|very short)\\b", () => ({ factor: 0.4 })],
  ["\\b(?:bit|little|slightly|somewhat) shorter\\b|\\bnot (?:so|too) long\\b", () => ({ factor: 0.8 })],
  ["\\b(?:(?:much|a lot|far|way) longer|very long)\\b", () => ({ factor: 2.5 })],
  ["\\b(?:bit|little|slightly|somewhat) longer\\b|\\bnot (?:so|too) short\\b", () => ({ factor: 1.25 })],
  [
    "\\b(?:shorter|shorten|too long|(?:more )?concise|brief(?:er)?|condense|tighten|tighter|(?:less|too) wordy|trim (?:it|this)|cut it down|(?:keep|make|want) (?:it|this) short)\\b",
    () => ({ factor: 0.6 }),
  ],
  [
    "\\b(?:longer|lengthen|too short|expand|elaborate|more detail(?:s|ed)?|flesh (?:it )?out|(?:make|want) (?:it|this) long)\\b",
    () => ({ factor: 1.6 }),
  ],
];

const PATTERNS = RULES.map(([pattern, read]) => {
  const spelled = pattern.replaceAll("#", `\\b(${NUMBER})`).replaceAll("W", "[- ]words?\\b");
  return { pattern: new RegExp(spelled, "i"), read };
});

/** Speaks of one paragraph or sentence among others, not of their number. */
const ONE_OF_THEM = /\b(?:add|another|extra|more|include|insert|first|last|final|opening|closing|second|third)\b/i;

const isShape = (change: LengthChange) => change.paragraphs !== undefined || change.sentences !== undefined;

/** "shorter", "about 80 words", "twice as long", "under 50 words", "three paragraphs", ... */
export const readLength: ClauseReader = (clause) => {
  const found: LengthChange[] = [];
  let rest = clause;
  for (const { pattern, read } of PATTERNS) {
    const match = pattern.exec(rest);
    if (!match) continue;
    const [first = 1, second = 1] = match.slice(1).flatMap((group) => (group ? [readNumber(group) ?? 1] : []));
    const change = read(first, second);
    rest = rest.replace(match[0], " ");
    if (isShape(change) && ONE_OF_THEM.test(clause)) continue;
    // "three paragraphs of about 50 words" says two things; "about 50 words, shorter" says one.
    if (!found.some((other) => isShape(other) === isShape(change))) found.push(change);
  }
  return found.length > 0 ? [{ kind: "length", change: Object.assign({}, ...found) }] : null;
};
