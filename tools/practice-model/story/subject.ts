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
import { genderOfName, isKnownName } from "../language/names";
import { isParticiple, type NounPhrase, plain, readNounPhrase } from "../language/noun-phrase";
import { capitalize, lowerFirst, oneLine, quote, shortenWords } from "../language/text";
import { objectOf, tellOf } from "./clause";
import { isForeign } from "./foreign";

/**
 * What a story is about, and how it can be spoken of in the middle of a sentence.
 * - `hero`: "a lighthouse keeper who repairs clocks". `topic`: "the last tram". `clause`: "how the moon fell".
 * - `quoted`, `question`: words that fit no sentence and are quoted instead.
 */
export type Subject = typeof NOTHING;

const NOTHING = {
  frame: "topic" as "hero" | "topic" | "clause" | "quoted" | "question",
  phrase: "a day on which nothing had been planned",
  /** The same, told as something past; null where that is not safe. */
  past: null as string | null,
  /** The main character's noun: "keeper". */
  noun: null as string | null,
  /** How to speak of it after the first time, as an object: "the clocks". */
  thing: null as string | null,
  /** What the main character does all day: "repairing clocks". */
  doing: null as string | null,
  name: null as string | null,
  gender: "unknown" as Gender,
  /** The phrase says where it happens. */
  hasPlace: false,
};

const LONGEST = 28;

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
  const strange = /^["“„«'‘].*["”“»'’]$|[<>{}[\]\\`*_#|]|^(?:to|there)\s/iu.test(phrase);
  if (strange || !/\p{L}/u.test(phrase) || tokens.length > LONGEST || isForeign(phrase)) return quoted;
  if (tokens.length === 1) return oneWord(phrase, base, quoted);

  const first = plain(tokens[0]);
  if (/^(?:who|that|whose)$/i.test(tokens[1] ?? "") && /^(?:he|she|someone|somebody|those|one|everyone)$/.test(first))
    return { ...base, phrase: lowerFirst(phrase) };
  const clause = (told: string, thing: string | null): Subject => ({ ...base, frame: "clause", phrase: told, thing });
  const about = mentionOf(tokens.slice(1).join(" "));
  if (/^what if\s/i.test(phrase)) return clause(phrase.replace(/^what if/i, "what would happen if"), about);
  if (/^(?:how|why|what|who|whether)$/.test(first)) return clause(lowerFirst(phrase), about);
  if (/^(?:when|if|where|once|after|before)$/.test(first)) return clause(`what happened ${lowerFirst(phrase)}`, about);
  if (/^(?:i|we|you|he|she|they|it|everyone|everybody|nobody|someone|somebody)$/.test(first))
    return clause(`how ${first === "i" ? phrase : lowerFirst(phrase)}`, objectOf(tokens.slice(2)));
  if (isParticiple(first)) {
    const doing = lowerFirst(phrase);
    return { ...base, phrase: doing, thing: tokens.length <= 5 ? doing : null };
  }
  return isKnownName((tokens[0] ?? "").replace(/,$/, "")) ? aboutName(phrase, base) : aboutThing(phrase, base, quoted);
}

function oneWord(word: string, base: Subject, quoted: Subject): Subject {
  const noun = word.toLowerCase();
  if (isKnownName(word)) {
    const gender = genderOfName(word);
    const who = { female: "a woman", male: "a man", unknown: "somebody" }[gender];
    return { ...base, frame: "hero", phrase: `${who} whom everyone knew by name`, name: word, gender };
  }
  const someone = isPerson(noun) || isCreature(noun);
  if (someone)
    return isPlural(noun) ? { ...base, phrase: noun, thing: noun } : aboutThing(withArticle(noun), base, quoted);
  if (isWeather(noun)) return { ...base, phrase: noun, thing: `the ${noun}` };
  return isVista(noun) ? { ...base, phrase: `the ${noun}`, thing: `the ${noun}` } : quoted;
}

/** "Lena, a baker who cannot sleep", "Lena finds a robot", "Lena and the dragon". */
function aboutName(phrase: string, base: Subject): Subject {
  const [, known, described] = /^(\p{Lu}[\p{L}’-]*)(?:,| is| was)\s+((?:an?|the)\s.+)$/u.exec(phrase) ?? [];
  if (known && described) return { ...aboutThing(described, base, { ...base, phrase: quote(described) }), name: known };
  const [first = "", second = "", ...after] = phrase.split(" ");
  const name = first.replace(/,$/, "");
  const other = /^\S+ and (?:an?|the|his|her) ([^,]{1,30})$/.exec(phrase)?.[1];
  if (other) return { ...base, phrase, name, thing: `the ${other}` };
  if (/^(?:and|or|with|in|on|at|of|&)$/i.test(second) || /[’']s$/.test(first)) return { ...base, phrase, name };
  return { ...base, frame: "clause", phrase: `how ${phrase}`, name, thing: objectOf(after) };
}

function aboutThing(phrase: string, base: Subject, quoted: Subject): Subject {
  const np = readNounPhrase(phrase);
  if (STOP_WORDS.has(np.noun)) return quoted;
  const isHero = (isPerson(np.noun) || isCreature(np.noun)) && !np.plural && np.boundary !== "conjunction";
  if (isHero) return { ...base, ...tellOf(np), frame: "hero", noun: np.noun, gender: genderOf(np.noun) };
  const opening = lowerStart(phrase, np);
  if (np.boundary === "verb") return { ...base, frame: "clause", phrase: `how ${opening}`, thing: mentionOf(phrase) };
  if (!np.certain) return quoted;
  const pair = /^(?:an?|the)\s+(\S+)\s+and\s+(?:an?|the)\s+(\S+)$/.exec(opening);
  if (pair) return { ...base, phrase: opening, thing: `the ${pair[1]} and the ${pair[2]}` };
  const plainThing = np.determiner
    ? mentionOf(phrase)
    : opening.slice(0, np.head.join(" ").replace(/[,;:]$/, "").length);
  return { ...base, phrase: opening, thing: np.head.length > 4 ? null : plainThing };
}

/** How to speak again of what a text begins with, if that is a plain noun phrase. */
function mentionOf(text: string): string | null {
  const { determiner, certain, head } = readNounPhrase(text);
  if (!determiner || !certain || head.length > 4) return null;
  const noun = head.join(" ").replace(/[,;:]$/, "");
  if (/^(?:my|our|your|his|her|their|its)$/.test(determiner)) return `${determiner} ${noun}`;
  const counts = !/^(?:an?|the|this|that|these|those|one|some|every|each)$/.test(determiner);
  return counts ? `the ${determiner} ${noun}` : `the ${noun}`;
}

/** A capital at the start stays only where it may be a name. */
function lowerStart(phrase: string, np: NounPhrase): string {
  const [word = "", next] = phrase.split(" ");
  const first = plain(word);
  const isName = PROPER.has(first) || isKnownName(capitalize(first)) || /['’]s$|\p{L}\p{Lu}/u.test(word);
  const isKnown = [isPerson, isCreature, isWeather, isVista].some((is) => is(first));
  const isPerhaps = !np.determiner && !STOP_WORDS.has(first) && /^(?:and|&|\d+)$/.test(plain(next)) && !isPlural(first);
  return isName || (isPerhaps && !isKnown) ? phrase : lowerFirst(phrase);
}

const saysWhere = (phrase: string) =>
  /\b(?:in|on|at|near|under|inside|aboard|beneath|above)\s+(?:(?:an?|the|his|her|their|our|my|outer)\s|space\b|\p{Lu})/u.test(
    phrase,
  ) || /\b(?:at sea|underwater|underground|abroad)\b/i.test(phrase);
