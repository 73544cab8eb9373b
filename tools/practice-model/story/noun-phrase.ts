import { baseForm, isPastForm, isPlural } from "../language/inflect";
import { AUXILIARIES, isCreature, isPerson, isVista, VERBS } from "../language/lexicon";

const words = (text: string) => new Set(text.split(" "));

export const DETERMINERS = words("a an the this that these those my your his her its our their one some every each");
const NUMBERS = words(
  "two three four five six seven eight nine ten twelve many several both few hundred hundreds thousands",
);
const RELATIVES = words("who that which whose where whom when");
export const PREPOSITIONS = words(
  "in on at of from with without under behind between near by for to into onto about over through across inside outside beneath above below beyond before after during against among around along like than as",
);
const CONJUNCTIONS = words("and or but & plus versus vs");
const POINTERS = words(
  "a an the his her its their my our your him them it me us himself herself itself everything everyone nothing nobody",
);
/** Verbs that are as often the plural of a noun. */
const NOUNS_TOO = words(
  "answers watches dreams likes plans plants waters trains visits works lies looks shows rings rules saves shares signs stands stops turns wins wonders walks waits cooks guards guides judges reads drinks draws fights finds flies hunts drives rides runs needs promises raises races reviews struggles studies swallows talks touches trades travels tries uses wants washes whispers wishes worries paints orders opens moves lands laughs joins hides helps feeds escapes digs desires counts crosses cuts dances calls changes challenges cleans climbs books pays plays puts quits",
);
/** Adjectives that stand after the one they describe: "an elephant afraid of mice". */
const AFTER_NOUN = words(
  "afraid alone lost full able unable tired obsessed trapped stuck born asleep awake alive ready",
);
const NOT_PARTICIPLES = words(
  "king ring thing something nothing everything anything evening morning wedding building spring string wing being ceiling painting lightning darling sibling feeling meeting ending pudding duckling sterling clothing",
);
const BASE_VERBS = new Set([...VERBS].map(baseForm));

export type Boundary = "end" | "relative" | "preposition" | "conjunction" | "participle" | "named" | "verb";

/** A text cut where its first noun phrase ends. */
export interface NounPhrase {
  determiner: string | null;
  /** Words up to the noun, the noun included: "lighthouse keeper". */
  head: string[];
  noun: string;
  plural: boolean;
  boundary: Boundary;
  rest: string[];
  /** False where a word in it may be a verb unknown here. */
  certain: boolean;
}

/** A word without the punctuation around it, in lower case. */
export const plain = (word: string) => word.toLowerCase().replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");

export const isParticiple = (word: string) => /[a-z]{2}ing$/.test(word) && !NOT_PARTICIPLES.has(word);

export function readNounPhrase(text: string): NounPhrase {
  const tokens = text.split(/\s+/).filter(Boolean);
  const first = plain(tokens[0] ?? "");
  const determiner = DETERMINERS.has(first) || NUMBERS.has(first) ? first : null;
  const start = determiner ? 1 : 0;
  let at = start;
  let boundary: Boundary = "end";
  let certain = true;
  for (; at < tokens.length; at += 1) {
    const found = at === start ? null : boundaryAt(tokens, at);
    if (found === "unsure") certain = false;
    else if (found) {
      boundary = found;
      break;
    }
    if (/[,;:–—]$/.test(tokens[at] ?? "")) {
      at += 1;
      boundary = at < tokens.length ? "conjunction" : "end";
      break;
    }
  }
  const head = tokens.slice(start, at);
  const noun = plain(head.at(-1) ?? "").replace(/['’]s$/, "");
  return {
    determiner,
    head,
    noun,
    plural: NUMBERS.has(first) || /^(?:these|those)$/.test(first) || isPlural(noun),
    boundary,
    rest: tokens.slice(at),
    certain: certain && head.length > 0 && head.length <= 5,
  };
}

function boundaryAt(tokens: string[], at: number): Boundary | "unsure" | null {
  const word = plain(tokens[at] ?? "");
  const before = plain(tokens[at - 1] ?? "");
  const after = at + 1 < tokens.length ? plain(tokens[at + 1] ?? "") : null;
  if (RELATIVES.has(word)) return "relative";
  if (word === "named" || word === "called") return "named";
  if (PREPOSITIONS.has(word)) return "preposition";
  if (CONJUNCTIONS.has(word)) return "conjunction";
  if (AUXILIARIES.has(word)) return "verb";
  const someone = isPerson(before) || isCreature(before);
  if (AFTER_NOUN.has(word) && someone) return "participle";
  const goesOn =
    after === null || POINTERS.has(after) || (PREPOSITIONS.has(after) && after !== "of") || /ly$|wards?$/.test(after);
  if (VERBS.has(word) && (someone || isVista(before) || (!NOUNS_TOO.has(word) && !/(?:'s|’s)$/.test(before))))
    return "verb";
  if (isPlural(before) && BASE_VERBS.has(word) && after !== null) return "verb";
  if ((isPastForm(word) || /ed$/.test(word)) && after !== null && POINTERS.has(after)) return "verb";
  if ((isPastForm(word) || /(?:ed|en)$/.test(word)) && after !== null && PREPOSITIONS.has(after)) return "participle";
  if (isParticiple(word) && (someone || isPlural(before) || (after !== null && POINTERS.has(after))))
    return "participle";
  if (!/[^su]s$/.test(word) || after === null || !goesOn) return null;
  return someone ? "verb" : "unsure";
}
