import { isPlural, withArticle } from "../language/inflect";
import {
  type Gender,
  genderOf,
  isCreature,
  isPerson,
  isVista,
  isWeather,
  PROPER,
  STOP_WORDS,
} from "../language/lexicon";
import { capitalize, lowerFirst, oneLine, quote, shortenWords } from "../language/text";
import { genderOfName, isKnownName } from "./cast";
import { clauseOf, objectOf } from "./clause";
import { isParticiple, type NounPhrase, plain, readNounPhrase } from "./noun-phrase";

/**
 * What a story is about, and how it can be spoken of in the middle of a sentence.
 * - `hero`: "a lighthouse keeper who repairs clocks". `topic`: "the last tram". `clause`: "how the moon fell".
 * - `quoted`, `question`: words that fit no sentence and are quoted instead.
 */
export interface Subject {
  frame: "hero" | "topic" | "clause" | "quoted" | "question";
  phrase: string;
  /** The same, told as something past; null where that is not safe. */
  past: string | null;
  /** The main character's noun: "keeper". */
  noun: string | null;
  /** How to speak of it after the first time, as an object: "the clocks". */
  thing: string | null;
  /** What the main character does all day: "repairing clocks". */
  doing: string | null;
  name: string | null;
  gender: Gender;
  /** The phrase says where it happens. */
  hasPlace: boolean;
}

const LONGEST = 28;

const NOTHING: Subject = {
  frame: "topic",
  phrase: "a day on which nothing had been planned",
  past: null,
  noun: null,
  thing: null,
  doing: null,
  name: null,
  gender: "unknown",
  hasPlace: false,
};

export function readSubject(given: string): Subject {
  const text = oneLine(given);
  if (text === "") return NOTHING;
  const phrase = text.replace(/[\s.,;:!…-]+$/, "");
  const base: Subject = { ...NOTHING, phrase, hasPlace: saysWhere(phrase) };
  if (/\?["”’)]*$/.test(text))
    return { ...base, frame: "question", phrase: quote(shortenWords(text, LONGEST)), thing: "the question" };
  const words = shortenWords((phrase || text).replace(/^["“„«'‘](.*)["”“»'’]$/u, "$1"), 16);
  const quoted: Subject = { ...base, frame: "quoted", phrase: quote(words), thing: "those words" };
  const tokens = phrase.split(" ");
  const strange = /^["“„«'‘].*["”“»'’]$|[<>{}[\]\\`*_#|]|^to\s/iu.test(phrase);
  if (strange || !/\p{L}/u.test(phrase) || tokens.length > LONGEST || isForeign(phrase)) return quoted;
  if (tokens.length === 1) return oneWord(phrase, base, quoted);

  const first = plain(tokens[0] ?? "");
  if (/^(?:who|that|whose)$/i.test(tokens[1] ?? "") && /^(?:he|she|someone|somebody|those|one|everyone)$/.test(first)) {
    return { ...base, phrase: lowerFirst(phrase) };
  }
  const told = { ...base, frame: "clause" as const, thing: subjectOf(tokens.slice(1).join(" ")) };
  if (/^what if\s/i.test(phrase)) return { ...told, phrase: phrase.replace(/^what if/i, "what would happen if") };
  if (/^(?:how|why|what|who|whether)$/.test(first)) return { ...told, phrase: lowerFirst(phrase) };
  if (/^(?:when|if|where|once|after|before)$/.test(first))
    return { ...told, phrase: `what happened ${lowerFirst(phrase)}` };
  if (/^(?:i|we|you|he|she|they|it|everyone|everybody|nobody|someone|somebody|there)$/.test(first)) {
    const clause = first === "i" ? phrase : lowerFirst(phrase);
    return first === "there" ? quoted : { ...told, phrase: `how ${clause}`, thing: objectOf(tokens.slice(2)) };
  }
  if (isParticiple(first)) {
    const doing = lowerFirst(phrase);
    return { ...base, phrase: doing, thing: tokens.length <= 5 ? doing : null };
  }
  return isKnownName(tokens[0]?.replace(/,$/, "") ?? "") ? aboutName(phrase, base) : aboutThing(phrase, base, quoted);
}

function oneWord(word: string, base: Subject, quoted: Subject): Subject {
  const noun = word.toLowerCase();
  if (isKnownName(word))
    return { ...base, frame: "hero", phrase: somebody(word), name: word, gender: genderOfName(word) };
  if (isPlural(noun) && (isPerson(noun) || isCreature(noun))) return { ...base, phrase: noun, thing: noun };
  if (isPerson(noun) || isCreature(noun)) return aboutThing(withArticle(noun), base, quoted);
  if (isWeather(noun)) return { ...base, phrase: noun, thing: `the ${noun}` };
  return isVista(noun) ? { ...base, phrase: `the ${noun}`, thing: `the ${noun}` } : quoted;
}

function somebody(name: string): string {
  const gender = genderOfName(name);
  return `a ${gender === "female" ? "woman" : gender === "male" ? "man" : "person"} whom everyone knew by name`;
}

/** "Lena, a baker who cannot sleep", "Lena finds a robot", "Lena and the dragon". */
function aboutName(phrase: string, base: Subject): Subject {
  const [, name = "", described] = /^(\p{Lu}[\p{L}’-]*)(?:,| is| was)\s+((?:an?|the)\s.+)$/u.exec(phrase) ?? [];
  if (described)
    return { ...aboutThing(described, base, { ...base, phrase: quote(described), frame: "quoted" }), name };
  const [first = "", second = ""] = phrase.split(" ");
  const other = /^\S+ and ((?:an?|the|his|her) [^,]{1,30})$/.exec(phrase)?.[1];
  if (other) return { ...base, phrase, name: first, thing: other.replace(/^(?:an?|his|her) /, "the ") };
  const clause = /^(?:and|or|with|in|on|at|of|&)$/i.test(second) || /[’']s$/.test(first) ? phrase : `how ${phrase}`;
  const thing = clause === phrase ? null : objectOf(phrase.split(" ").slice(2));
  return {
    ...base,
    frame: clause === phrase ? "topic" : "clause",
    phrase: clause,
    name: first.replace(/,$/, ""),
    thing,
  };
}

/** Who or what a sentence is about, if it begins with a plain noun phrase. */
function subjectOf(sentence: string): string | null {
  const np = readNounPhrase(sentence);
  return np.determiner && np.certain && np.head.length <= 3 ? mention(np, sentence) : null;
}

function aboutThing(phrase: string, base: Subject, quoted: Subject): Subject {
  const np = readNounPhrase(phrase);
  const name =
    np.boundary === "named" ? (/^(?:named|called)\s+(\p{Lu}[\p{L}’-]*)/u.exec(np.rest.join(" "))?.[1] ?? null) : null;
  if (STOP_WORDS.has(np.noun)) return quoted;
  const someone = isPerson(np.noun) || isCreature(np.noun);
  const opening = lowerStart(phrase, np);
  if (someone && !np.plural && np.boundary !== "conjunction") {
    const { phrase: whole, past, thing, doing } = clauseOf(np);
    const gender = genderOf(np.noun);
    return { ...base, frame: "hero", phrase: whole, past, thing, doing, noun: np.noun, name, gender };
  }
  if (np.boundary === "verb") return { ...base, frame: "clause", phrase: `how ${opening}`, thing: subjectOf(phrase) };
  if (!np.certain) return quoted;
  return { ...base, phrase: opening, thing: np.head.length > 4 ? null : mention(np, opening) };
}

function mention(np: NounPhrase, opening: string): string {
  const pair = /^(an?|the)\s+(\S+)\s+and\s+(an?|the)\s+(\S+)$/.exec(opening);
  if (pair) return `the ${pair[2]} and the ${pair[4]}`;
  const head = np.head.join(" ").replace(/[,;:]$/, "");
  if (!np.determiner) return opening.slice(0, head.length);
  return /^(?:my|our|your|his|her|their|its)$/.test(np.determiner)
    ? `${np.determiner} ${head}`
    : withThe(np.determiner, head);
}

const withThe = (determiner: string, head: string) =>
  /^(?:an?|the|this|that|these|those|one|some|every|each)$/.test(determiner)
    ? `the ${head}`
    : `the ${determiner} ${head}`;

/** A capital at the start stays only where it may be a name. */
function lowerStart(phrase: string, np: NounPhrase): string {
  const first = plain(phrase.split(" ")[0] ?? "");
  const second = plain(phrase.split(" ")[1] ?? "");
  const name =
    PROPER.has(first) || isKnownName(capitalize(first)) || /['’]s$|\p{L}\p{Lu}/u.test(phrase.split(" ")[0] ?? "");
  const perhaps = !np.determiner && !STOP_WORDS.has(first) && /^(?:and|&|\d+)$/.test(second) && !isPlural(first);
  const known = [isPerson, isCreature, isWeather, isVista].some((is) => is(first));
  return name || (perhaps && !known) ? phrase : lowerFirst(phrase);
}

const saysWhere = (phrase: string) =>
  /\b(?:in|on|at|near|under|inside|aboard|beneath|above)\s+(?:(?:an?|the|his|her|their|our|my|outer)\s|space\b|\p{Lu})/u.test(
    phrase,
  ) || /\b(?:at sea|underwater|underground|abroad)\b/i.test(phrase);

const FOREIGN =
  /(?:^|\s)(?:der|die|das|und|ein|eine|einen|ist|nicht|mit|über|von|le|la|les|un|une|des|du|et|est|qui|dans|el|los|las|una|y|que|con|il|lo|gli|che|di|een|het|van|och|ett|en|som|uma|um|não|jest|nie|ve|bir)(?=\s|$)/giu;
const ENGLISH =
  /(?:^|\s)(?:a|an|the|and|of|in|to|who|that|with|is|for|on|at|from|by|his|her|my|about|as|but|not)(?=\s|$)/gi;

/** Another script, or more small words of other languages than of English. */
export function isForeign(text: string): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  if (latin < letters * 0.7) return true;
  const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0;
  return count(FOREIGN) > count(ENGLISH);
}
