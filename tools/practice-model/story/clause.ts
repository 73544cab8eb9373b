import { baseForm, gerund, isPastForm, isPlural, pastTense, withArticle } from "../language/inflect";
import { AUXILIARIES, STOP_WORDS, VERBS } from "../language/lexicon";
import { DETERMINERS, isParticiple, type NounPhrase, PREPOSITIONS, plain } from "./noun-phrase";

interface Clause {
  phrase: string;
  past: string | null;
  thing: string | null;
  doing: string | null;
}

/** States, not doings: "knowing the king" is nothing to do all day. */
const STATES =
  /^(?:be|have|know|want|need|like|love|hate|believe|own|live|long|wish|seem|become|feel|lose|find|meet|die|fall)$/;

const AUXILIARY_PAST: Record<string, string> = {
  is: "was",
  are: "were",
  has: "had",
  can: "could",
  cannot: "could not",
  "can't": "couldn't",
  "can’t": "couldn’t",
  will: "would",
  "won't": "wouldn't",
  does: "did",
  "doesn't": "didn't",
  "doesn’t": "didn’t",
  "isn't": "wasn't",
};

/** What a main character's noun phrase says of its doings: who repairs clocks, building a boat, with a secret. */
export function clauseOf(np: NounPhrase): Clause {
  const head = np.determiner ? `${np.determiner} ${np.head.join(" ")}` : withArticle(np.head.join(" ").toLowerCase());
  const rest = np.rest.join(" ");
  const none: Clause = { phrase: rest === "" ? head : `${head} ${rest}`, past: null, thing: null, doing: null };
  if (np.determiner !== null && !/^(?:an?|one)$/.test(np.determiner)) return { ...clause(np, head, none), past: null };
  return clause(np, head, none);
}

function clause(np: NounPhrase, head: string, none: Clause): Clause {
  if (np.boundary === "end") return { ...none, past: none.phrase };
  if (np.boundary === "named") return { ...none, past: hasVerb(np.rest) ? null : none.phrase };
  if (np.boundary === "participle") return { ...none, past: none.phrase, ...participle(np.rest) };
  if (np.boundary === "preposition")
    return {
      ...none,
      past: hasVerb(np.rest) ? null : none.phrase,
      thing: /^without$/i.test(np.rest[0] ?? "") ? null : objectOf(np.rest.slice(1)),
    };
  const relative = np.boundary === "relative" && /^(?:who|that|which)$/i.test(np.rest[0] ?? "");
  if (!relative && np.boundary !== "verb") return none;

  const own = /^(?:my|our|your|his|her|their|its)$/.test(np.determiner ?? "");
  const who = relative ? ` ${np.rest[0]?.toLowerCase()}` : own ? ", who" : " who";
  const [verb = "", ...after] = relative ? np.rest.slice(1) : np.rest;
  const told = pastOf(plain(verb));
  const said = [verb, ...after].join(" ");
  const alone = told !== null && !hasVerb(after) && !/^(?:is|are|has|can|will|does)\b.*\band\b/i.test(said);
  return {
    phrase: `${head}${who} ${said}`,
    past: alone ? [`${head}${who}`, told, ...after].join(" ") : null,
    thing: AUXILIARIES.has(plain(verb)) ? null : objectOf(after),
    doing: doingOf(plain(verb), after),
  };
}

function pastOf(verb: string): string | null {
  if (AUXILIARY_PAST[verb]) return AUXILIARY_PAST[verb];
  if (isPastForm(verb) || /ed$/.test(verb)) return verb;
  if (/[^s]s$/.test(verb) || /sses$/.test(verb)) return pastTense(baseForm(verb));
  return null;
}

/** Another finite verb, that would have to change its tense too. */
const hasVerb = (words: string[]) =>
  words.some((word, index) => {
    const other = plain(word);
    const before = plain(words[index - 1] ?? "");
    return (
      AUXILIARIES.has(other) ||
      (VERBS.has(other) && (!isPlural(other) || /^(?:and|but|or|who|that|then|he|she|it)$/.test(before)))
    );
  });

function participle(rest: string[]): Partial<Clause> {
  const [word = "", ...after] = rest;
  if (!isParticiple(plain(word))) return {};
  return { thing: objectOf(after), doing: rest.length <= 5 && !hasVerb(after) ? rest.join(" ").toLowerCase() : null };
}

/** The noun phrase right after a verb, with "the": "the clocks". */
export function objectOf(after: string[]): string | null {
  const found: string[] = [];
  for (const word of after) {
    const bare = plain(word);
    if (
      PREPOSITIONS.has(bare) ||
      AUXILIARIES.has(bare) ||
      /^(?:and|or|but|who|that|which|where|when|while|because|so)$/.test(bare)
    )
      break;
    if (isParticiple(bare) || /(?:ly|wards)$/.test(bare)) break;
    found.push(word);
    if (/[,;:]$/.test(word)) break;
  }
  const [first = "", ...others] = found.map((word) => word.replace(/[,;:.]$/, ""));
  const determined = DETERMINERS.has(plain(first));
  if (!determined && STOP_WORDS.has(plain(first))) return null;
  const noun = (determined ? others : [first, ...others]).join(" ").toLowerCase();
  const many = noun.split(" ").length;
  if (
    noun === "" ||
    many > 3 ||
    /^(?:everything|nothing|something|anything|it|him|her|them|home|away|alone|old|too|very|not|in|never|only|\d)/.test(
      noun,
    )
  )
    return null;
  return determined || isPlural(noun.split(" ").at(-1) ?? "") ? `the ${noun}` : null;
}

/** Only what is done again and again: "repairing clocks", not "finding a robot". */
function doingOf(verb: string, after: string[]): string | null {
  const base = baseForm(verb);
  const last = plain(after.at(-1) ?? "");
  const determined = after.some((word) => DETERMINERS.has(plain(word)));
  if (!VERBS.has(verb) || STATES.test(base) || after.length === 0 || after.length > 4 || determined || !isPlural(last))
    return null;
  return hasVerb(after) ? null : [gerund(base), ...after].join(" ").toLowerCase();
}
