import type { Gender } from "../language/lexicon";
import { isKnownName } from "../language/names";
import type { ClauseReader, Wish } from "./wishes";

const WORD = String.raw`\p{L}[\p{L}\p{N}’'-]*`;
/** A name as people write it: capitalized words, or else one word in any spelling. */
const NAMES = [
  String.raw`["“„'‘]?((?=\p{Lu})${WORD}(?:\.?\s+(?:(?:the|of|von|van|de|da|di|la)\s+)?(?=\p{Lu})${WORD})*)["”“'’]?`,
  `["“„'‘]?(${WORD})["”“'’]?`,
];

const HERO =
  /^(?:he|she|they|it|him|her|them|his|their|its|(?:the |our )?(?:(?:main|central|title) (?:character|figure|person)|hero|heroine|protagonist|lead|character))$/i;
const STORY = /^(?:the|this|your|our) (?:story|tale|text|piece)$/i;
const PLACE = /^the (?:village|town|city|island|place|country|street|valley|planet)$/i;
const TITLE =
  /^(?:(?:change|set) the title (?:to|into)|give (?:it|the story) the title|title:|the title (?:should|must|could|shall|is to) be|(?:call|name|title) (?:the|this) (?:story|tale|text)|title (?:it|this)|call it)\s+["“„'‘]?(.+?)["”“'’]?$/i;

/** `i` would make the lookahead for capitals useless, so the words around the name are spelt out in both cases. */
const either = (words: string) => words.replace(/\b[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);
const IS = "(?:is|was|should be|shall be|must be|could be|has to be|to be|can be|be|gets)";

/** `who` stands before the name; it takes as much as it can, but not a capitalized name. */
const PATTERNS = NAMES.flatMap((name) =>
  [
    String.raw`^(?:${either("change|set")})\s+(.{1,60}?)\s+names?\s+(?:to|into)\s+${name}`,
    String.raw`^(?:${either("give")})\s+(.{1,60}?)\s+the name(?:\s+of)?\s+${name}`,
    String.raw`^(?:${either("call|name|rename|baptize|christen")})\s+(.{1,60}?)\s+(?:as\s+|to\s+|into\s+)?${name}(?:\s+(?:instead|please|rather|too|then|now)\b.*)?$`,
    String.raw`^(?:${either("replace|swap|change")})\s+(\p{Lu}[\p{L}’-]*)\s+(?:with|by|for|to|into)\s+(?=\p{Lu})${name}$`,
    String.raw`^(?:${either("the")} )?name of (.{1,60}?)\s+${IS}\s+${name}`,
    String.raw`^(.{1,60}?)(?:['’]s)?\s+name\s+${IS}\s+${name}`,
    String.raw`^(.{1,60}?)\s+${IS}\s+(?:called|named)\s+${name}`,
    String.raw`^()(?:(?:${either("use|take|choose")})\s+the\s+name|${either("name")}:|${either("change")} the name (?:to|into))\s+${name}`,
  ].map((pattern) => new RegExp(pattern, "u")),
);

const TWO = /^(call|name|rename)\s+(.+?\s\p{Lu}[\p{L}’'-]*),?\s+and\s+((?:the|his|her|their)\s.+)$/iu;

/** "call her Mira", "name the keeper Tomas", "the dog should be called Rex", "call it The Last Wave", ... */
export const readName: ClauseReader = (clause) => {
  const title = TITLE.exec(clause)?.[1];
  if (title) return [{ kind: "title", title }];
  const [, verb, first, second] = TWO.exec(clause) ?? [];
  if (verb) return [...(readName(`${verb} ${first}`) ?? []), ...(readName(`${verb} ${second}`) ?? [])];
  for (const pattern of PATTERNS) {
    const [, who = "", name] = pattern.exec(clause) ?? [];
    if (!name || /^(?:it|them|me|us)$/i.test(who) || /^(?:a|an|the|more|less|for|by)$/i.test(name)) continue;
    const target = who.replace(/['’]s?$/, "").trim();
    if (STORY.test(target)) return [{ kind: "title", title: clause.slice(clause.lastIndexOf(name)) }];
    if (PLACE.test(target)) return [{ kind: "place", phrase: `in ${titleCase(name)}` }];
    return [nameWish(target, titleCase(name))];
  }
  return null;
};

function nameWish(who: string, name: string): Wish {
  const isHero = who === "" || HERO.test(who) || who.split(/\s+/).some(isKnownName);
  const target = isHero ? null : who.replace(/^(?:the|a|an|our|his|her|their|its|my|your)\s+/i, "").toLowerCase();
  const gender: Gender | null = /^(?:her|she|the heroine)\b/i.test(who)
    ? "female"
    : /^(?:him|he|his)\b/i.test(who)
      ? "male"
      : null;
  return { kind: "name", target, name, ...(gender && { gender }) };
}

const titleCase = (name: string) =>
  name
    .replace(/['’-]+$/, "")
    .replace(/(^|\s|-)(?!(?:the|of|von|van|de|da|di|la)\s)\p{Ll}(?=\p{L})/gu, (start) => start.toUpperCase());
