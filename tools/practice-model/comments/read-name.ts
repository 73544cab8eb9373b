import type { Gender } from "../language/lexicon";
import { isKnownName } from "../story/cast";
import type { ClauseReader, Wish } from "./wishes";

const MORE = String.raw`(?:\.?\s+(?:(?:the|of|von|van|de|da|di|la)\s+)?(?=\p{Lu})\p{L}[\p{L}\p{N}’'-]*)*`;
const OPEN = `["“„'‘]?`;
const CLOSE = `["”“'’]?`;

/** A name as people write it: capitalized words, or else one word in any spelling. */
const NAMES = [
  String.raw`${OPEN}((?=\p{Lu})\p{L}[\p{L}\p{N}’'-]*${MORE})${CLOSE}`,
  String.raw`${OPEN}(\p{L}[\p{L}\p{N}’'-]*)${CLOSE}`,
];

const HERO =
  /^(?:he|she|they|it|him|her|them|his|their|its|(?:the|our|your) (?:main|central|title) (?:character|figure|person)|(?:the|our|your) (?:hero|heroine|protagonist|lead|character)|main character|protagonist|hero|heroine)(?:['’]s)?$/i;

const STORY = /^(?:the|this|your|our) (?:story|tale|text|piece)(?:['’]s)?$/i;
const PLACE = /^the (?:village|town|city|island|place|country|street|valley|planet)(?:['’]s)?$/i;

/** `i` would make the lookahead for capitals useless, so the words around the name are spelt out in both cases. */
const either = (words: string) => words.replace(/\b[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);

const END = String.raw`(?:\s+(?:instead|please|rather|too|then|now|from now on)\b.*)?$`;
const IS = "(?:is|was|should be|shall be|must be|could be|ought to be|has to be|to be|can be|be|gets)";

/** `who` stands before the name; it takes as much as it can, but not a capitalized name. */
const patterns = (name: string) =>
  [
    String.raw`^(?:${either("change|set")})\s+(.{1,60}?)\s+names?\s+(?:to|into)\s+${name}`,
    String.raw`^(?:${either("give")})\s+(.{1,60}?)\s+the name(?:\s+of)?\s+${name}`,
    String.raw`^(?:${either("call|name|rename|baptize|christen")})\s+(.{1,60}?)\s+(?:as\s+|to\s+|into\s+)?${name}${END}`,
    String.raw`^(?:${either("the")} )?name of (.{1,60}?)\s+${IS}\s+${name}`,
    String.raw`^(.{1,60}?)(?:['’]s)?\s+name\s+${IS}\s+${name}`,
    String.raw`^(.{1,60}?)\s+${IS}\s+(?:called|named)\s+${name}`,
  ].map((pattern) => new RegExp(pattern, "u"));

const bare = (name: string) =>
  [
    String.raw`^(?:${either("use|take|choose")})?\s*(?:${either("the")}\s+)?${either("name")}s?:?\s+(?:of\s+)?${name}\s+for\s+(.{1,60})$`,
    String.raw`^(?:${either("use|take|choose")})\s+(?:the\s+)?name\s+${name}`,
    String.raw`^${either("name")}(?:\s+of the hero)?:\s*${name}`,
    String.raw`^${either("change")} the name (?:to|into)\s+${name}`,
    String.raw`^${name}\s+(?:should|shall|must|could) be (?:the )?(?:(?:hero|main character|protagonist)['’]s )?name`,
  ].map((pattern) => new RegExp(pattern, "u"));

const BARE = NAMES.flatMap(bare);
const PATTERNS = NAMES.flatMap(patterns);

const TWO = /^(call|name|rename)\s+(.+?\s\p{Lu}[\p{L}’'-]*),?\s+and\s+((?:the|his|her|their)\s.+)$/iu;

/** "call her Mira", "name the keeper Tomas", "the dog should be called Rex", "rename Mira to Lena", ... */
export const readName: ClauseReader = (clause) => {
  const [, verb, first, second] = TWO.exec(clause) ?? [];
  if (verb && first && second)
    return [...(readName(`${verb} ${first}`) ?? []), ...(readName(`${verb} ${second}`) ?? [])];
  for (const pattern of BARE) {
    const found = pattern.exec(clause);
    if (found?.[1]) return [nameWish(found[2] ?? "the hero", found[1])];
  }
  for (const pattern of PATTERNS) {
    const found = pattern.exec(clause);
    const [, who, name] = found ?? [];
    if (!who || !name || /^(?:it|them|me|us)\s/i.test(`${name} `) || /^(?:a|an|the|more|less|for|by)$/i.test(name))
      continue;
    if (STORY.test(who)) return [{ kind: "title", title: wholeRest(clause, name) }];
    if (PLACE.test(who)) return [{ kind: "place", phrase: `in ${titleCase(name)}` }];
    return [nameWish(who, name)];
  }
  return null;
};

function nameWish(who: string, name: string): Wish {
  const target = who.replace(/['’]s?$/, "").trim();
  const hero = HERO.test(who.trim()) || HERO.test(target) || target.split(/\s+/).some(isKnownName);
  const gender = genderOfPronoun(who);
  const noun = hero ? null : target.replace(/^(?:the|a|an|our|his|her|their|its|my|your)\s+/i, "").toLowerCase();
  return { kind: "name", target: noun, name: titleCase(name), ...(gender ? { gender } : {}) };
}

function genderOfPronoun(who: string): Gender | undefined {
  if (/^(?:her|she|the heroine)\b/i.test(who)) return "female";
  return /^(?:him|he|his)\b/i.test(who) ? "male" : undefined;
}

function wholeRest(clause: string, name: string): string {
  return clause
    .slice(clause.lastIndexOf(name))
    .replace(/^["“”'‘’]|["“”'‘’.]+$/g, "")
    .trim();
}

const titleCase = (name: string) =>
  name
    .trim()
    .replace(/['’-]+$/, "")
    .replace(/(^|\s|-)(\p{Ll})(?=\p{L})/gu, (whole, before: string, letter: string, at: number, all: string) =>
      /^(?:the|of|von|van|de|da|di|la)\b/.test(all.slice(at + before.length)) && at > 0
        ? whole
        : before + letter.toUpperCase(),
    );
