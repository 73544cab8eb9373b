import type { ClauseReader, Wish } from "./wishes";

const PREPOSITIONS =
  "in|on|at|near|under|inside|aboard|by|beside|behind|beneath|below|above|outside|around|along|among|between|within|over";

const IT =
  "(?:it|this|that|everything|all of it|all this|the story|the tale|the action|the scene|the plot|the whole thing|the whole story|things|us|them|him|her)";

const MOVES = [
  new RegExp(
    String.raw`^(?:set|place|put|move|relocate|transfer|bring|locate|shift|take|send|transport|situate|stage)\s+${IT}\s+(.+)$`,
    "i",
  ),
  /^(?:set|move|relocate|play|place|situated|located|based)\s+((?:in|on|at|to|into|near|under|onto)\s+.+)$/i,
  new RegExp(
    String.raw`^${IT}\s+(?:should|must|shall|could|has to|needs to|is to|can)?\s*(?:happens?|takes? place|plays?|be set|is set|be|is|move|moves|begin|start)\s+((?:${PREPOSITIONS}|somewhere|to)\b.+)$`,
    "i",
  ),
  new RegExp(String.raw`^(?:let|have|make)\s+${IT}\s+(?:happen|take place|play|be set)\s+(.+)$`, "i"),
  /^(?:change|switch)\s+the\s+(?:place|setting|location|scene|city|town|country)\s+(?:to|into)\s+(.+)$/i,
  /^the\s+(?:place|setting|location|scene|city|town|country)\s+(?:should|must|shall|could)\s+be\s+(.+)$/i,
  /^(?:place|setting|location|set|where):\s*(.+)$/i,
];

const BARE = new RegExp(String.raw`^((?:${PREPOSITIONS})\s+(?:\S+\s*){1,5})$`, "i");

const TIME =
  /^(?:(?:the )?(?:year )?\d{3,4}(?:s|['’]s)?(?: (?:bc|ad|bce|ce))?|.*\b(?:century|centuries|future|past|middle ages|medieval times|winter|summer|spring|autumn|night|midnight|morning|evening|afternoon|noon|dawn|dusk|war|antiquity|victorian (?:era|times)|era|christmas(?: eve)?|easter|halloween|(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|april|june|july|august|september|october|november|december|stone age|ice age|renaissance)|the (?:\d0s|\w+ies|fall))$/i;

const ON =
  /\b(?:moon|island|isle|ship|boat|ferry|train|bus|plane|farm|beach|planet|hill|hilltop|mountain top|roof|rooftop|bridge|coast|shore|ranch|mars|venus|earth|raft|balcony|street|square|cloud|stage|continent|peninsula)s?$/i;

const NO_PREPOSITION =
  /^(?:somewhere|anywhere|elsewhere|nowhere|abroad|underwater|outside|outdoors|indoors|inside|underground|overseas|upstairs|downstairs|far away|aboard)\b/i;

/** "set it in Lisbon", "move it to a mountain village", "it should happen on the moon", "in 1920", ... */
export const readPlace: ClauseReader = (clause) => {
  for (const pattern of MOVES) {
    const found = pattern.exec(clause)?.[1];
    if (found) return place(found);
  }
  const bare = BARE.exec(clause)?.[1];
  return bare && !/\b(?:end|beginning|start|middle|story|text|way|style|words?|addition|fact|general)\b/i.test(bare)
    ? place(bare)
    : null;
};

function place(words: string): Wish[] | null {
  const phrase = words
    .replace(/\b(?:instead of|rather than|not (?:in|on|at))\b.*$/i, "")
    .replace(/\s+(?:instead|please|rather|too|as well|then|now)$/i, "")
    .replace(/^not\s.*?\bbut\s+/i, "")
    .trim();
  if (phrase === "" || /^(?:more|less|so|not|a bit|too)\b/i.test(phrase)) return null;
  const found = new RegExp(String.raw`^(${PREPOSITIONS}|to|into|onto)\s+(.+)$`, "i").exec(phrase);
  if (NO_PREPOSITION.test(phrase) && !found?.[2]) return [{ kind: "place", phrase }];
  const where = (found?.[2] ?? phrase).trim();
  const given = found?.[1]?.toLowerCase();
  if (TIME.test(where)) {
    const preposition = given && !/^(?:to|into|onto)$/.test(given) ? given : "in";
    return [{ kind: "time", phrase: `${preposition} ${where}` }];
  }
  if (!found && !/^\p{Lu}|^(?:a|an|the|some|his|her|their|my|our)\s/u.test(phrase)) return null;
  const preposition = given && !/^(?:to|into|onto)$/.test(given) ? given : ON.test(where) ? "on" : "in";
  return [{ kind: "place", phrase: `${preposition} ${where}` }];
}
