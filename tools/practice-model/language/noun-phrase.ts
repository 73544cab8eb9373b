import { words } from "../material/words";
import { baseForm, isPastForm, isPlural } from "./inflect";
import { AUXILIARIES, isCreature, isPerson, isVista, VERBS } from "./lexicon";

export const DETERMINERS = words("determiner");
const NUMBERS = words("number");
const RELATIVES = /^(?:who|that|which|whose|where|whom|when)$/;
export const PREPOSITIONS = words("preposition");
const CONJUNCTIONS = /^(?:and|or|but|&|plus|versus|vs)$/;
const POINTERS = words("pointer");
/** Verbs that are as often the plural of a noun. */
const NOUNS_TOO = words("verb and noun");
/** Adjectives that stand after the one they describe: "an elephant afraid of mice". */
const AFTER_NOUN =
  /^(?:afraid|alone|lost|full|able|unable|tired|obsessed|trapped|stuck|born|asleep|awake|alive|ready)$/;
const NOT_PARTICIPLES = words("no participle");
const BASE_VERBS = new Set([...VERBS].map(baseForm));

type Boundary = "end" | "relative" | "preposition" | "conjunction" | "participle" | "named" | "verb";

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
export const plain = (word = "") => word.toLowerCase().replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");

export const isParticiple = (word: string) => /[a-z]{2}ing$/.test(word) && !NOT_PARTICIPLES.has(word);

export function readNounPhrase(text: string): NounPhrase {
  const tokens = text.split(/\s+/).filter(Boolean);
  const first = plain(tokens[0]);
  const start = DETERMINERS.has(first) || NUMBERS.has(first) ? 1 : 0;
  const found = tokens.map((_, at) => (at > start ? boundaryAt(tokens, at) : null));
  const stop = tokens.findIndex(
    (token, at) => at >= start && ((found[at] ?? "unsure") !== "unsure" || /[,;:–—]$/.test(token)),
  );
  const boundary = found[stop];
  const isWord = !boundary || boundary === "unsure";
  const at = stop < 0 ? tokens.length : isWord ? stop + 1 : stop;
  const head = tokens.slice(start, at);
  const noun = plain(head.at(-1)).replace(/['’]s$/, "");
  return {
    determiner: start > 0 ? first : null,
    head,
    noun,
    plural: NUMBERS.has(first) || /^(?:these|those)$/.test(first) || isPlural(noun),
    boundary: at >= tokens.length ? "end" : isWord ? "conjunction" : boundary,
    rest: tokens.slice(at),
    certain: !found.slice(0, at).includes("unsure") && head.length > 0 && head.length <= 5,
  };
}

function boundaryAt(tokens: string[], at: number): Boundary | "unsure" | null {
  const [before, word, after] = [plain(tokens[at - 1]), plain(tokens[at]), plain(tokens[at + 1])];
  if (RELATIVES.test(word)) return "relative";
  if (word === "named" || word === "called") return "named";
  if (PREPOSITIONS.has(word)) return "preposition";
  if (CONJUNCTIONS.test(word)) return "conjunction";
  if (AUXILIARIES.has(word)) return "verb";
  const someone = isPerson(before) || isCreature(before);
  if (AFTER_NOUN.test(word) && someone) return "participle";
  if (VERBS.has(word) && (someone || isVista(before) || (!NOUNS_TOO.has(word) && !/['’]s$/.test(before))))
    return "verb";
  if (isPlural(before) && BASE_VERBS.has(word) && after !== "") return "verb";
  const isPast = isPastForm(word) || /ed$/.test(word);
  if (isPast && POINTERS.has(after)) return "verb";
  if ((isPast || /en$/.test(word)) && PREPOSITIONS.has(after)) return "participle";
  if (isParticiple(word) && (someone || isPlural(before) || POINTERS.has(after))) return "participle";
  const goesOn = POINTERS.has(after) || (PREPOSITIONS.has(after) && after !== "of") || /ly$|wards?$/.test(after);
  if (!/[^su]s$/.test(word) || !goesOn) return null;
  return someone ? "verb" : "unsure";
}
