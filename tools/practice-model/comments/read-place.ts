import type { ClauseReader, Wish } from "./wishes";

const PREPOSITIONS =
  "in|on|at|near|under|inside|aboard|by|beside|behind|beneath|below|above|outside|around|along|among|between|within|over";
const IT =
  "(?:it|this|that|everything|all (?:of it|this)|the (?:story|tale|action|scene|plot|whole thing)|things|us|them|him|her)";
const SETTING = "the (?:place|setting|location|scene|city|town|country)";

/** One group each: the place. */
const MOVES = [
  String.raw`^(?:set|place|put|move|relocate|transfer|bring|shift|take|send|transport)\s+${IT}\s+(.+)$`,
  String.raw`^(?:set|move|relocate|play|place|situated|located|based)\s+((?:in|on|at|to|into|near|under|onto)\s+.+)$`,
  String.raw`^(?:(?:let|have|make)\s+)?${IT}\s+(?:should|must|shall|could|has to|needs to|is to|can)?\s*(?:happens?|takes? place|plays?|be(?: set)?|is(?: set)?|moves?|begin|start)\s+((?:${PREPOSITIONS}|somewhere|to)\b.+)$`,
  String.raw`^(?:change|switch)\s+${SETTING}\s+(?:to|into)\s+(.+)$`,
  String.raw`^${SETTING}\s+(?:should|must|shall|could)\s+be\s+(.+)$`,
  String.raw`^(?:place|setting|location|set|where):\s*(.+)$`,
].map((pattern) => new RegExp(pattern, "i"));

const BARE = new RegExp(String.raw`^((?:${PREPOSITIONS})\s+(?:\S+\s*){1,5})$`, "i");
const NO_PLACE = /\b(?:end|beginning|start|middle|story|text|way|style|words?|addition|fact|general)\b/i;

const TIME =
  /^(?:(?:the )?(?:year )?\d{3,4}(?:s|['’]s)?(?: (?:bc|ad|bce|ce))?|.*\b(?:century|centuries|future|past|middle ages|medieval times|winter|summer|spring|autumn|night|midnight|morning|evening|afternoon|noon|dawn|dusk|war|antiquity|era|christmas(?: eve)?|easter|halloween|(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|april|june|july|august|september|october|november|december|(?:stone|ice) age|renaissance)|the (?:\d0s|\w+ies|fall))$/i;
const ON =
  /\b(?:moon|island|isle|ship|boat|ferry|train|bus|plane|farm|beach|planet|hill|hilltop|mountain top|roof|rooftop|bridge|coast|shore|ranch|mars|venus|earth|raft|balcony|street|square|cloud|stage|continent|peninsula)s?$/i;
const NO_PREPOSITION =
  /^(?:somewhere|anywhere|elsewhere|nowhere|abroad|underwater|out(?:side|doors)|in(?:side|doors)|underground|overseas|upstairs|downstairs|far away|aboard)\b/i;

/** "set it in Lisbon", "move it to a mountain village", "it should happen on the moon", "in 1920", ... */
export const readPlace: ClauseReader = (clause) => {
  const moved = MOVES.map((pattern) => pattern.exec(clause)?.[1]).find(Boolean);
  const found = moved ?? (NO_PLACE.test(clause) ? undefined : BARE.exec(clause)?.[1]);
  // "in Tokyo, in winter" says two things.
  const places = found?.split(/,\s+(?=(?:in|on|at|during)\s)/).map(place) ?? [null];
  return places.some((one) => one === null) ? null : places.flatMap((one) => one ?? []);
};

function place(words: string): Wish[] | null {
  const phrase = words
    .replace(/\b(?:instead of|rather than|not (?:in|on|at))\b.*$/i, "")
    .replace(/\s+(?:instead|please|rather|too|as well|then|now)$/i, "")
    .replace(/^not\s.*?\bbut\s+/i, "")
    .trim();
  if (phrase === "" || /^(?:more|less|so|not|a bit|too)\b/i.test(phrase)) return null;
  const [, preposition, after] =
    new RegExp(String.raw`^(${PREPOSITIONS}|to|into|onto)\s+(.+)$`, "i").exec(phrase) ?? [];
  if (!after && NO_PREPOSITION.test(phrase)) return [{ kind: "place", phrase }];
  const where = after ?? phrase;
  const given = preposition && !/^(?:to|into|onto)$/i.test(preposition) ? preposition.toLowerCase() : null;
  if (TIME.test(where)) return [{ kind: "time", phrase: `${given ?? "in"} ${where}` }];
  // "put it into hexameters" names no place.
  if (!given && !/^(?:\p{Lu}|(?:an?|the|some|his|her|their|my|our|outer)\s|space$)/u.test(where)) return null;
  return [{ kind: "place", phrase: `${given ?? (ON.test(where) ? "on" : "in")} ${where}` }];
}
