import { pairs } from "../material/words";

const IRREGULAR_PAST = pairs("past");
const PAST_FORMS = new Set(IRREGULAR_PAST.values());

/** Final consonants that double although the rule for short words does not see it. */
const DOUBLING = /^(?:refer|prefer|admit|commit|forget|begin|regret|control|travel)$/;
const doubles = (verb: string) => DOUBLING.test(verb) || /^[^aeiou]*[aeiou][bdgklmnprt]$/.test(verb);

/** `repairs` -> `repair`, `carries` -> `carry`, `goes` -> `go`. */
export function baseForm(verb: string): string {
  if (verb === "has") return "have";
  if (verb === "is") return "be";
  if (/[^aeiou]ies$/.test(verb) && verb.length > 4) return `${verb.slice(0, -3)}y`;
  return /(?:ss|sh|ch|x|zz|o)es$/.test(verb) ? verb.slice(0, -2) : verb.replace(/s$/, "");
}

/** Past tense of a base form. */
export function pastTense(verb: string): string {
  const irregular = IRREGULAR_PAST.get(verb);
  if (irregular) return irregular;
  if (verb.endsWith("e")) return `${verb}d`;
  if (/[^aeiou]y$/.test(verb)) return `${verb.slice(0, -1)}ied`;
  return doubles(verb) ? `${verb}${verb.at(-1)}ed` : `${verb}ed`;
}

export const isPastForm = (word: string) => PAST_FORMS.has(word);

/** The -ing form of a base form. */
export function gerund(verb: string): string {
  if (verb.endsWith("ie")) return `${verb.slice(0, -2)}ying`;
  if (/[^eoy]e$/.test(verb) && verb !== "be") return `${verb.slice(0, -1)}ing`;
  return doubles(verb) ? `${verb}${verb.at(-1)}ing` : `${verb}ing`;
}

const IRREGULAR_SINGULAR = pairs("singular");

export function singular(noun: string): string {
  const word = noun.toLowerCase();
  const irregular = IRREGULAR_SINGULAR.get(word);
  if (irregular) return irregular;
  if (/[a-z]{2}men$/.test(word)) return `${word.slice(0, -2)}an`;
  if (/[^aeiou]ies$/.test(word) && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(?:ss|sh|ch|x|zz|[^h]o)es$/.test(word)) return word.slice(0, -2);
  return /[^su]s$/.test(word) && !/(?:is|news)$/.test(word) ? word.slice(0, -1) : word;
}

export const isPlural = (noun: string) => singular(noun) !== noun.toLowerCase();

/** With `a` or `an`, by sound as far as spelling tells. */
export function withArticle(words: string): string {
  const plain = words.replace(/^\P{L}+/u, "");
  if (/^(?:uni([^n]|$)|use|usu|eu|one\b|once)/i.test(plain)) return `a ${words}`;
  return `${/^(?:hour|honest|honou?r|heir|[aeiou])/i.test(plain) ? "an" : "a"} ${words}`;
}
