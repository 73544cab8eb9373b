const IRREGULAR_PAST: Record<string, string> = Object.fromEntries(
  `be was|become became|begin began|bite bit|blow blew|break broke|bring brought|build built|burn burned|buy bought
catch caught|choose chose|come came|cost cost|cut cut|dig dug|do did|draw drew|dream dreamed|drink drank|drive drove
eat ate|fall fell|feed fed|feel felt|fight fought|find found|fly flew|forget forgot|forgive forgave|freeze froze
get got|give gave|go went|grow grew|hang hung|have had|hear heard|hide hid|hit hit|hold held|hurt hurt|keep kept
know knew|lead led|learn learned|leave left|lend lent|let let|lie lied|lose lost|make made|mean meant|meet met
pay paid|put put|read read|ride rode|ring rang|rise rose|run ran|say said|see saw|seek sought|sell sold|send sent
set set|sew sewed|shake shook|shine shone|shoot shot|show showed|shut shut|sing sang|sink sank|sit sat|sleep slept
speak spoke|spend spent|spin spun|stand stood|steal stole|stick stuck|sting stung|swear swore|sweep swept|swim swam
swing swung|take took|teach taught|tear tore|tell told|think thought|throw threw|understand understood|wake woke
wear wore|weave wove|weep wept|win won|wind wound|write wrote`
    .split(/[|\n]/)
    .map((pair) => pair.split(" ") as [string, string]),
);

/** Final consonants that double although the rule for short words does not see it. */
const DOUBLING = /^(?:refer|prefer|admit|commit|forget|begin|regret|control|travel)$/;

const doubles = (verb: string) => DOUBLING.test(verb) || /^[^aeiou]*[aeiou][bdgklmnprt]$/.test(verb);

/** `repairs` -> `repair`, `carries` -> `carry`, `goes` -> `go`. */
export function baseForm(verb: string): string {
  if (verb === "has") return "have";
  if (verb === "is") return "be";
  if (/[^aeiou]ies$/.test(verb) && verb.length > 4) return `${verb.slice(0, -3)}y`;
  if (/(?:ss|sh|ch|x|zz|o)es$/.test(verb) && !/(?:shoes|aches)$/.test(verb)) return verb.slice(0, -2);
  return verb.replace(/s$/, "");
}

/** Past tense of a base form. */
export function pastTense(verb: string): string {
  const irregular = IRREGULAR_PAST[verb];
  if (irregular) return irregular;
  if (verb.endsWith("e")) return `${verb}d`;
  if (/[^aeiou]y$/.test(verb)) return `${verb.slice(0, -1)}ied`;
  return doubles(verb) ? `${verb}${verb.at(-1)}ed` : `${verb}ed`;
}

export const isPastForm = (word: string) => Object.values(IRREGULAR_PAST).includes(word);

/** The -ing form of a base form. */
export function gerund(verb: string): string {
  if (verb.endsWith("ie")) return `${verb.slice(0, -2)}ying`;
  if (/[^eoy]e$/.test(verb) && verb !== "be") return `${verb.slice(0, -1)}ing`;
  return doubles(verb) ? `${verb}${verb.at(-1)}ing` : `${verb}ing`;
}

const IRREGULAR_SINGULAR: Record<string, string> = {
  children: "child",
  men: "man",
  women: "woman",
  people: "person",
  mice: "mouse",
  geese: "goose",
  wolves: "wolf",
  thieves: "thief",
  wives: "wife",
  knives: "knife",
  leaves: "leaf",
  elves: "elf",
  dwarves: "dwarf",
  lives: "life",
  shelves: "shelf",
};

export function singular(noun: string): string {
  const word = noun.toLowerCase();
  const irregular = IRREGULAR_SINGULAR[word];
  if (irregular) return irregular;
  if (/[a-z]{2}men$/.test(word)) return `${word.slice(0, -2)}an`;
  if (/[^aeiou]ies$/.test(word) && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(?:ss|sh|ch|x|zz|[^h]o)es$/.test(word)) return word.slice(0, -2);
  return /[^su]s$/.test(word) && !/(?:is|news)$/.test(word) ? word.slice(0, -1) : word;
}

export function isPlural(noun: string): boolean {
  return singular(noun) !== noun.toLowerCase();
}

/** `a` or `an`, by sound as far as spelling tells. */
export function article(word: string): "a" | "an" {
  const plain = word.replace(/^\P{L}+/u, "");
  if (/^(?:uni([^n]|$)|use|usu|eu|one\b|once)/i.test(plain)) return "a";
  return /^(?:hour|honest|honou?r|heir|[aeiou])/i.test(plain) ? "an" : "a";
}

export const withArticle = (words: string) => `${article(words)} ${words}`;
