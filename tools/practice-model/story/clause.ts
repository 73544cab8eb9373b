import { baseForm, gerund, isPlural, pastTense, withArticle } from "../language/inflect";
import { AUXILIARIES, STOP_WORDS, VERBS } from "../language/lexicon";
import { DETERMINERS, isParticiple, type NounPhrase, PREPOSITIONS, plain } from "../language/noun-phrase";

/** What is told of a main character; as the fields of `Subject` of the same names. */
interface Told {
  phrase: string;
  past: string | null;
  thing: string | null;
  doing: string | null;
}

/** States, not doings: "knowing the king" is nothing to do all day. */
const STATES =
  /^(?:be|have|know|want|need|like|love|hate|believe|own|live|long|wish|seem|become|feel|lose|find|meet|die|fall)$/;

/** A noun phrase with its doings: who repairs clocks, building a boat, with a secret. */
export function tellOf({ determiner, head, boundary, rest }: NounPhrase): Told {
  const someone = determiner ? `${determiner} ${head.join(" ")}` : withArticle(head.join(" ").toLowerCase());
  const whole = [someone, ...rest].join(" ");
  const isNew = /^(?:an?|one)$/.test(determiner ?? "a");
  const told: Told = { phrase: whole, past: isNew && !hasVerb(rest) ? whole : null, thing: null, doing: null };
  const [first = "", ...after] = rest;
  const relative = boundary === "relative" && /^(?:who|that|which)$/i.test(first);
  if (relative || boundary === "verb") {
    const own = /^(?:my|our|your|his|her|their|its)$/.test(determiner ?? "");
    const who = relative ? `${someone} ${first.toLowerCase()}` : `${someone}${own ? "," : ""} who`;
    const [verb = "", ...object] = relative ? after : rest;
    const base = VERBS.has(plain(verb)) ? baseForm(plain(verb)) : null;
    return {
      phrase: [who, verb, ...object].join(" "),
      past: isNew && base !== null && !hasVerb(object) ? [who, pastTense(base), ...object].join(" ") : null,
      thing: AUXILIARIES.has(plain(verb)) ? null : objectOf(object),
      doing: base !== null && isHabit(base, object) ? [gerund(base), ...object].join(" ").toLowerCase() : null,
    };
  }
  if (boundary === "participle" && isParticiple(plain(first))) {
    const doing = rest.length <= 5 && !hasVerb(after) ? rest.join(" ").toLowerCase() : null;
    return { ...told, thing: objectOf(after), doing };
  }
  return boundary === "preposition" && !/^without$/i.test(first) ? { ...told, thing: objectOf(after) } : told;
}

/** A finite verb, that would have to change its tense too. */
const hasVerb = (words: string[]) =>
  words.some((word, index) => {
    const told = /^(?:and|but|or|who|that|then|he|she|it)$/.test(plain(words[index - 1]));
    return AUXILIARIES.has(plain(word)) || (VERBS.has(plain(word)) && (told || !isPlural(plain(word))));
  });

/** The noun phrase right after a verb, with "the": "the clocks". */
export function objectOf(after: string[]): string | null {
  const ends = (word: string) =>
    PREPOSITIONS.has(word) ||
    AUXILIARIES.has(word) ||
    isParticiple(word) ||
    /(?:ly|wards)$/.test(word) ||
    /^(?:and|or|but|who|that|which|where|when|while|because|so)$/.test(word);
  const end = after.findIndex((word) => ends(plain(word)));
  const comma = after.findIndex((word) => /[,;:]$/.test(word));
  const found = after.slice(0, Math.min(end < 0 ? after.length : end, comma < 0 ? after.length : comma + 1)).map(plain);
  const [first = "", ...others] = found;
  const determined = DETERMINERS.has(first);
  if (!determined && STOP_WORDS.has(first)) return null;
  const words = determined ? others : found;
  const vague =
    /^(?:everything|nothing|something|anything|it|him|her|them|home|away|alone|old|too|very|not|in|never|only|\d)/;
  if (words.length === 0 || words.length > 3 || vague.test(words[0] ?? "")) return null;
  return determined || isPlural(words.at(-1) ?? "") ? `the ${words.join(" ")}` : null;
}

/** What is done again and again: "repairing clocks", not "finding a robot". */
function isHabit(verb: string, object: string[]): boolean {
  if (STATES.test(verb) || object.length === 0 || object.length > 4 || hasVerb(object)) return false;
  return isPlural(plain(object.at(-1))) && !object.some((word) => DETERMINERS.has(plain(word)));
}
